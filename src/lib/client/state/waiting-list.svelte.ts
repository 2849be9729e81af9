import type { Document } from '../../protocol/document/document.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { OutboxRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** Something that a person did and that the server has not acknowledged. */
export type Waiting = {
	key: string;
	kind: 'message' | 'edit' | 'deletion' | 'title' | 'leaving' | 'chat-deletion';
	chatId: string;
	/** The message that it is about; for a title `null`. */
	messageId: string | null;
	/** The words of a message or an edit; for a deletion those that it takes away. */
	content: Document | null;
	title: string | null;
	at: number;
	/** It left without an answer: it can no longer be changed, and goes out again under the same id. */
	perhapsSent: boolean;
	/** Why the server refused it. */
	refusal: string | null;
};

/** The queue of this device, in the order in which it goes out. Drafts and reading are not in it. */
export class WaitingList {
	readonly #list: Live<Waiting[]>;

	constructor(mirror: Mirror) {
		this.#list = new Live<Waiting[]>([], () => readQueue(mirror));
	}

	get ready(): boolean {
		return this.#list.ready;
	}

	get list(): Waiting[] {
		return this.#list.current;
	}
}

const shownEvents = [
	'message.send',
	'message.edit',
	'message.delete',
	'chat.title.update',
	'chat.leave',
	'chat.delete'
];

async function readQueue(mirror: Mirror): Promise<Waiting[]> {
	const rows = await mirror.outbox.where('event').anyOf(shownEvents).sortBy('n');
	const list: Waiting[] = [];
	for (const row of rows) list.push({ ...common(row), ...(await what(mirror, row)) });
	return list;
}

function common({ key, chatId, at, state, error }: OutboxRow) {
	const refusal = state === 'refused' ? (error?.message ?? 'The server refused it.') : null;
	return {
		key,
		chatId,
		at,
		perhapsSent: state === 'sent',
		refusal,
		messageId: null,
		content: null,
		title: null
	};
}

async function what(mirror: Mirror, row: OutboxRow): Promise<Pick<Waiting, 'kind'> & Partial<Waiting>> {
	if (row.event === 'chat.title.update') return { kind: 'title', title: row.payload.title };
	if (row.event === 'chat.leave') return { kind: 'leaving' };
	if (row.event === 'chat.delete') return { kind: 'chat-deletion' };
	if (row.event === 'message.delete') {
		const { id } = row.payload;
		return { kind: 'deletion', messageId: id, content: (await mirror.messages.get(id))?.content ?? null };
	}
	if (row.event !== 'message.send' && row.event !== 'message.edit')
		throw new Error(`${row.event} is not shown.`);
	const { id, content } = row.payload;
	return { kind: row.event === 'message.send' ? 'message' : 'edit', messageId: id, content };
}
