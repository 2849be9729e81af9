import { liveQuery, type Subscription } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { readWindow, type ConversationWindow } from '../mirror/conversation-window.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ShownMessage } from '../mirror/pending-changes.ts';
import type { ChatRow } from '../mirror/rows.ts';

const page = 60;

/** One chat on the screen: its newest messages without a hole, more of them on demand. */
export class Conversation {
	#window: ConversationWindow = { chat: undefined, messages: [], reachesStart: false, missingBefore: null };
	#ready = false;
	#size = page;
	/** Someone reads further back: what stands there stays, however much comes in. */
	#held = false;
	#subscription: Subscription | undefined;
	#update: () => void = () => {};
	readonly #subscribe: () => void;
	readonly #mirror: Mirror;
	readonly #chatId: string;

	constructor(mirror: Mirror, chatId: string) {
		this.#mirror = mirror;
		this.#chatId = chatId;
		this.#subscribe = createSubscriber((update) => {
			this.#update = update;
			this.#follow();
			return () => {
				this.#subscription?.unsubscribe();
				this.#subscription = undefined;
			};
		});
	}

	get ready(): boolean {
		this.#subscribe();
		return this.#ready;
	}

	get chat(): ChatRow | undefined {
		return this.#current.chat;
	}

	/** Ascending by place, without a hole, up to the newest. */
	get messages(): ShownMessage[] {
		return this.#current.messages;
	}

	/** The first message of the chat is among `messages`. */
	get reachesStart(): boolean {
		return this.#current.reachesStart;
	}

	/** Where the mirror lacks messages that the window asks for: hand it to `requestOlder`. */
	get missingBefore(): number | null {
		return this.#current.missingBefore;
	}

	/** How many messages the window asks for. */
	get size(): number {
		this.#subscribe();
		return this.#size;
	}

	/** Widens the window by a page; does nothing while the last page is not there. */
	showOlder() {
		const { messages, reachesStart } = this.#window;
		if (reachesStart || messages.length < this.#size) return;
		this.#size += page;
		if (this.#subscription) this.#follow();
	}

	/** Whether the oldest messages stay when new ones come; else they make room. */
	hold(held: boolean) {
		this.#held = held;
	}

	get #current(): ConversationWindow {
		this.#subscribe();
		return this.#window;
	}

	async #read(): Promise<ConversationWindow> {
		const window = await readWindow(this.#mirror, this.#chatId, this.#size);
		const surplus = this.#held ? (firstSeq(window) ?? 0) - (firstSeq(this.#window) ?? Infinity) : 0;
		if (surplus <= 0) return window;
		this.#size += surplus;
		return readWindow(this.#mirror, this.#chatId, this.#size);
	}

	#follow() {
		this.#subscription?.unsubscribe();
		this.#subscription = liveQuery(() => this.#read()).subscribe({
			next: (window) => {
				this.#window = window;
				this.#ready = true;
				this.#update();
			},
			error: (error: unknown) => console.error('Reading the conversation on this device failed.', error)
		});
	}
}

function firstSeq({ messages }: ConversationWindow): number | null {
	return messages.find((message) => message.seq !== null)?.seq ?? null;
}
