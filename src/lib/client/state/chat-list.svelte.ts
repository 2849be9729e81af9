import { Dexie } from 'dexie';
import { tick } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ChatRow, DraftRow } from '../mirror/rows.ts';
import { afterPaint } from './after-paint.ts';
import { followRows } from './follow-rows.ts';
import { Live } from './live.svelte.ts';
import { SortedChats } from './sorted-chats.ts';

const firstCount = 100;

/** All chats and drafts of the person, in memory; after the start only changed rows are read. */
export class ChatList {
	/** Resolves when the first of them are on the screen, or when it is known that there is none. */
	readonly shown: Promise<void>;
	readonly #chats = new SortedChats();
	readonly #drafts = new Map<string, DraftRow>();
	readonly #synced: Live<boolean | undefined>;
	readonly #subscribe: () => void;
	/** Apart from the chats: each pause in typing saves a draft, and the list need not be put in order for that. */
	readonly #subscribeDrafts: () => void;
	readonly #chatsCame: Promise<boolean>;
	#ready = false;
	#tellShown = () => {};
	/** What waits for the chats is read and run by the same thread that paints them. A page in the background paints nothing. */
	readonly #paint = () => (document.hidden ? this.#tellShown() : this.#tellPainted());
	readonly #tellPainted = afterPaint(() => this.#tellShown());
	#lastChat = 0;
	#lastDraft = 0;

	/** `chatsCame`: on a device that has none, whether the first chats came; with them the list is shown. */
	constructor(mirror: Mirror, chatsCame: Promise<boolean>) {
		this.#chatsCame = chatsCame;
		this.#synced = new Live<boolean | undefined>(true, () => readFact(mirror, 'synced'));
		this.#subscribe = createSubscriber((update) => this.#followChats(mirror, update));
		this.#subscribeDrafts = createSubscriber((update) => this.#followDrafts(mirror, update));
		this.shown = new Promise((resolve) => (this.#tellShown = resolve));
	}

	/** The mirror has been read: an empty list is really empty (or still `syncing`). */
	get ready(): boolean {
		this.#subscribe();
		return this.#ready;
	}

	/** Those that are shown, pinned first, then by last activity. Another array whenever one changed. */
	get chats(): ChatRow[] {
		this.#subscribe();
		return this.#chats.list;
	}

	/** The chat with this id, also one that is removed or has moved. */
	byId(id: string): ChatRow | undefined {
		this.#subscribe();
		return this.#chats.byId(id);
	}

	/** The text that waits in this chat, if there is one. */
	draftOf(chatId: string): DraftRow | undefined {
		this.#subscribeDrafts();
		return this.#drafts.get(chatId);
	}

	/** All texts that wait, in no order. */
	get drafts(): DraftRow[] {
		this.#subscribeDrafts();
		return [...this.#drafts.values()];
	}

	get unreadTotal(): number {
		this.#subscribe();
		return this.#chats.unreadTotal;
	}

	/** In how many unread messages this person is mentioned. */
	get mentionsTotal(): number {
		this.#subscribe();
		return this.#chats.mentionsTotal;
	}

	/** The first sync is not complete: more chats are coming. */
	get syncing(): boolean {
		return this.#synced.current !== true;
	}

	#followChats(mirror: Mirror, update: () => void): () => void {
		const chats = followRows(mirror.chats, {
			first: () => readTop(mirror),
			take: (rows) => {
				this.#chats.take(rows);
				this.#ready = true;
				update();
				if (rows.length > 0) void tick().then(this.#paint);
				else void this.#chatsCame.then((came) => !came && this.#tellShown());
			},
			after: this.#lastChat
		});
		return () => {
			this.#lastChat = chats.stop();
		};
	}

	#followDrafts(mirror: Mirror, update: () => void): () => void {
		const drafts = followRows(mirror.drafts, {
			take: (rows) => {
				this.#takeDrafts(rows);
				update();
			},
			after: this.#lastDraft
		});
		return () => {
			this.#lastDraft = drafts.stop();
		};
	}

	#takeDrafts(rows: DraftRow[]) {
		for (const row of rows) {
			if (row.deleted) this.#drafts.delete(row.chatId);
			else this.#drafts.set(row.chatId, row);
		}
	}
}

/** The first screen of the list, by index. */
function readTop(mirror: Mirror): Promise<ChatRow[]> {
	return mirror.chats
		.where('[rank+activeAt]')
		.between([0, Dexie.minKey], [1, Dexie.maxKey])
		.reverse()
		.limit(firstCount)
		.toArray();
}
