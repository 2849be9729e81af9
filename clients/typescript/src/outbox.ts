import { newId } from './new-id.ts';
import type { Payload } from './events.ts';
import { InklingError } from './inkling-error.ts';
import type { RequestOptions, Requests } from './requests.ts';
import { text } from './text.ts';
import type { Document, Message } from './wire.ts';

/** What is sent: plain words, or a document. */
export type Content = string | Document;

export type SendOptions = RequestOptions & {
	/** Under the same id a message is sent once, however often it is tried. A new UUIDv7 if left out. */
	id?: string | undefined;
	replyTo?: string | undefined;
};

/** A message that was not acknowledged. It may have arrived: sent again under its id it arrives once. */
export type Unsent = { id: string; chatId: string; content: Document };

/** Sends messages: in order within a chat, each until the server has acknowledged or refused it. */
export class Outbox {
	readonly #requests: Requests;
	readonly #ended: AbortSignal;
	readonly #tails = new Map<string, Promise<unknown>>();
	readonly #unsent = new Set<Unsent>();

	constructor(requests: Requests, ended: AbortSignal) {
		this.#requests = requests;
		this.#ended = ended;
	}

	send(chatId: string, content: Content, options: SendOptions = {}): Promise<Message> {
		const { id = newId(), replyTo, signal } = options;
		const message: Unsent = { id, chatId, content: typeof content === 'string' ? text(content) : content };
		this.#unsent.add(message);
		const before = this.#tails.get(chatId) ?? Promise.resolve();
		const sending = before.then(() => this.#sendNow({ ...message, ...(replyTo ? { replyTo } : {}) }, signal));
		const settled = sending.then(
			() => true,
			// Anything but a refusal leaves it open whether it arrived.
			(error: unknown) => error instanceof InklingError && error !== this.#ended.reason
		);
		this.#follow(
			chatId,
			settled.then((decided) => void (decided && this.#unsent.delete(message)))
		);
		return sending;
	}

	/** Resolves when nothing waits any more. */
	async settled(): Promise<void> {
		while (this.#tails.size > 0) await Promise.all(this.#tails.values());
	}

	/** What was not acknowledged so far. */
	unsent(): Unsent[] {
		return [...this.#unsent];
	}

	async #sendNow(payload: Payload<'message.send'>, signal: AbortSignal | undefined): Promise<Message> {
		return (await this.#requests.askPatiently('message.send', payload, { signal })).data;
	}

	/** The next message of this chat goes when this one is decided, either way. */
	#follow(chatId: string, tail: Promise<void>): void {
		this.#tails.set(chatId, tail);
		void tail.then(() => {
			if (this.#tails.get(chatId) === tail) this.#tails.delete(chatId);
		});
	}
}
