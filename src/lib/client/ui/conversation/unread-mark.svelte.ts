import { untrack } from 'svelte';
import type { Conversation } from '../../state/conversation.svelte.ts';

/**
 * A chat that its person marked as unread, while it is on the screen. A mark that was found on arrival goes when its messages have
 * been seen. One that is set here stays, and so does what comes after it, until the person comes back to the chat.
 */
export class UnreadMark {
	readonly #conversation: Conversation;
	readonly #found: number | null;
	#seen = $state(false);

	constructor(conversation: Conversation) {
		this.#conversation = conversation;
		this.#found = untrack(() => this.from);
	}

	/** The place of the first message that is marked; null without a mark. */
	get from(): number | null {
		return this.#conversation.chat?.unreadFrom ?? null;
	}

	/** It was set while the chat was on the screen. */
	get setHere(): boolean {
		return this.from !== null && (this.#seen || this.from !== this.#found);
	}

	/** The person has seen the messages. Answers whether the mark is to be taken off. */
	see(): boolean {
		if (this.from === null || this.setHere) return false;
		this.#seen = true;
		return true;
	}
}
