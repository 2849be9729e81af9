import type { Document } from '../../protocol/document/document.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

/** A message that the server has not acknowledged. */
export type WaitingMessage = {
	id: string;
	chatId: string;
	content: Document;
	at: number;
	/** It left without an answer: it can no longer be changed, and goes out again under the same id. */
	perhapsSent: boolean;
	/** Why the server refused it. */
	refusal: string | null;
};

/** The queue of messages on this device, in the order in which they go out. */
export class WaitingMessages {
	readonly #list: Live<WaitingMessage[]>;

	constructor(mirror: Mirror) {
		this.#list = new Live<WaitingMessage[]>([], () => readQueue(mirror));
	}

	get ready(): boolean {
		return this.#list.ready;
	}

	get list(): WaitingMessage[] {
		return this.#list.current;
	}
}

async function readQueue(mirror: Mirror): Promise<WaitingMessage[]> {
	const rows = await mirror.outbox.where('event').equals('message.send').sortBy('n');
	return rows.flatMap((row) => {
		if (row.event !== 'message.send') return [];
		const { id, content } = row.payload;
		const refusal = row.state === 'refused' ? (row.error?.message ?? 'The server refused it.') : null;
		return [{ id, chatId: row.chatId, content, at: row.at, perhapsSent: row.state === 'sent', refusal }];
	});
}
