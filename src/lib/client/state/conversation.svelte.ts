import { liveQuery, type Subscription } from 'dexie';
import { flushSync } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { readWindow, type ConversationWindow } from '../mirror/conversation-window.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ShownMessage } from '../mirror/pending-changes.ts';
import type { ChatRow } from '../mirror/rows.ts';

const page = 60;

/** So many more than are asked for stay at the end of a chat, before they make room together. All that stand there are read with each change. */
const spare = 20;

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

	/** So many messages at most the window has, in whole pages. */
	get size(): number {
		return Math.max(this.#size, Math.ceil(this.#current.messages.length / page) * page);
	}

	/** Widens the window by a page; does nothing while the last page is not there. */
	showOlder() {
		const { messages, reachesStart } = this.#window;
		if (reachesStart || messages.length < this.#size) return;
		this.#size = messages.length + page;
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

	/**
	 * The window grows at its end: where each message that comes pushed the oldest one out, a list that knows its rows by their number
	 * would take every height for another's. Some of them make room together.
	 */
	#read(): Promise<ConversationWindow> {
		const { messages } = this.#window;
		// A window that is not full pushes nothing out, but for many that come at once.
		const mayPush = this.#held || messages.length >= this.#size;
		const tooLong = !this.#held && messages.length >= this.#size + spare;
		const from = mayPush && !tooLong ? (messages[0]?.place ?? null) : null;
		return readWindow(this.#mirror, this.#chatId, this.#size, from);
	}

	#show(window: ConversationWindow) {
		this.#window = window;
		this.#ready = true;
		this.#update();
	}

	/** What goes at the top is a change of its own: the list can follow what comes or goes at one of its ends at a time. */
	#dropFirst({ messages, reachesStart, missingBefore }: ConversationWindow) {
		const shown = this.#window.messages;
		const left = shown.findIndex((message) => message.id === messages[0]?.id);
		if (left <= 0) return;
		this.#show({ ...this.#window, messages: shown.slice(left), reachesStart, missingBefore });
		flushSync();
	}

	#follow() {
		this.#subscription?.unsubscribe();
		this.#subscription = liveQuery(() => this.#read()).subscribe({
			next: (window) => {
				this.#dropFirst(window);
				this.#show(window);
			},
			error: (error: unknown) => console.error('Reading the conversation on this device failed.', error)
		});
	}
}
