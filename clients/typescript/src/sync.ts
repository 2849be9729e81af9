import type { Data } from './events.ts';
import { isRefusal } from './inkling-error.ts';
import type { Push } from './link.ts';
import type { Requests } from './requests.ts';
import { writeResumePoint, type ResumePoint } from './resume-point.ts';
import { takeChat, takeDraft, takePush, takeUser, type Inbox } from './take-push.ts';
import type { Chat, ChatContent } from './wire.ts';

/** Each may bring up to 200 messages. */
const chatsPerContent = 10;

type Page = Data<'sync.initial'>;

/** Keeps up with the server: a pull at each connection and from time to time, pushes in between. */
export class Sync {
	readonly #inbox: Inbox;
	readonly #requests: Requests;
	/** Up to where everything is here, and up to where everything is handled. */
	#pulledTo: string | null = null;
	#handledTo: string | null = null;
	#pulling: Promise<void> | null = null;
	#pullWaits = false;
	/** Pushes that came before the pull that tells what was before them. */
	#held: Push[] | null = null;

	constructor(inbox: Inbox, requests: Requests) {
		this.#inbox = inbox;
		this.#requests = requests;
	}

	/** Goes on from there instead of beginning now. */
	resume({ cursor, seqs }: ResumePoint): void {
		this.#pulledTo = cursor;
		this.#handledTo = cursor;
		for (const [chatId, seq] of Object.entries(seqs)) this.#inbox.lanes.begin(chatId, seq);
	}

	get active(): boolean {
		return this.#pulling !== null;
	}

	get cursor(): string | null {
		if (this.#handledTo === null) return null;
		return writeResumePoint({ cursor: this.#handledTo, seqs: this.#inbox.lanes.seqs() });
	}

	take(pushes: Push[]): void {
		if (this.#held) this.#held.push(...pushes);
		else for (const push of pushes) takePush(this.#inbox, push);
	}

	/** Resolves when all that happened up to now is here. Pushes that come meanwhile are told after it. */
	pull(): Promise<void> {
		this.#held ??= [];
		// One that has not begun yet will tell all that is asked for here.
		if (this.#pullWaits && this.#pulling) return this.#pulling;
		this.#pullWaits = this.#pulling !== null;
		const before = this.#pulling ?? Promise.resolve();
		this.#pulling = before.then(() => this.#pullNow());
		return this.#pulling;
	}

	async #pullNow(): Promise<void> {
		this.#pullWaits = false;
		const since = this.#pulledTo;
		const { cursor, chats } = await this.#pullPages(since);
		if (since !== null) await this.#pullContents(chats, since);
		this.#pulledTo = cursor;
		const held = this.#held ?? [];
		this.#held = null;
		this.take(held);
		void this.#handleUpTo(cursor);
	}

	async #pullPages(since: string | null): Promise<{ cursor: string; chats: Chat[] }> {
		const chats: Chat[] = [];
		for (let cursor = since; ;) {
			const { data } = await this.#requests.askPatiently('sync.initial', { cursor });
			if (since === null) this.#takeFirst(data);
			else this.#takeNews(data);
			chats.push(...data.chats.filter(({ removed }) => !removed));
			cursor = data.cursor;
			if (!data.more) return { cursor, chats };
		}
	}

	/** The first time it is no news, it is how things are. */
	#takeFirst({ users, drafts, chats }: Page): void {
		const { state, lanes } = this.#inbox;
		for (const user of users) state.applyUser(user);
		for (const draft of drafts) state.applyDraft(draft);
		for (const chat of chats) {
			state.applyChat(chat);
			lanes.begin(chat.id, chat.lastSeq);
		}
	}

	#takeNews({ users, drafts, chats }: Page): void {
		for (const user of users) takeUser(this.#inbox, user);
		for (const draft of drafts) takeDraft(this.#inbox, draft);
		for (const chat of chats) takeChat(this.#inbox, chat);
	}

	async #pullContents(chats: Chat[], cursor: string): Promise<void> {
		for (let from = 0; from < chats.length; from += chatsPerContent) {
			const wanted = chats.slice(from, from + chatsPerContent).map(({ id }) => ({ chatId: id, cursor }));
			for (const content of await this.#fetchContents(wanted)) this.#takeContent(content);
		}
	}

	async #fetchContents(chats: { chatId: string; cursor: string }[]): Promise<ChatContent[]> {
		try {
			return (await this.#requests.askPatiently('chat.content.batch', { chats })).data.chats;
		} catch (error) {
			// None of them is this account's any more; the next pull tells that they are removed.
			if (isRefusal(error, 'not_found')) return [];
			throw error;
		}
	}

	#takeContent(content: ChatContent): void {
		const { lanes, emitter } = this.#inbox;
		if ('error' in content) return;
		for (const message of content.messages.toSorted((one, other) => one.seq - other.seq)) {
			lanes.arrive(message);
			// What stands behind a gap is the latest page, changed or not.
			if (!content.gap) lanes.change(message);
		}
		if (content.gap) void emitter.emit('gap', { chatId: content.chatId });
	}

	async #handleUpTo(cursor: string): Promise<void> {
		if (!(await this.#inbox.lanes.handled())) return;
		this.#handledTo = cursor;
		this.tellCursor();
	}

	tellCursor(): void {
		const { emitter } = this.#inbox;
		if (!emitter.hears('cursor')) return;
		const { cursor } = this;
		if (cursor !== null) void emitter.emit('cursor', cursor);
	}
}
