import type { Document } from '../../protocol/document/document.ts';
import type { Mirror } from './mirror.ts';
import type { MessageRow, OutboxRow, RowError } from './rows.ts';

/** A change of a message that the server has not acknowledged, or that it refused. */
export type PendingChange = {
	kind: 'edit' | 'delete';
	/** The key of its row in the outbox. */
	key: string;
	/** The words of an edit. */
	content?: Document;
	/** Why it was refused; the message then shows what the server has. */
	error?: RowError;
};

/** A message as this person sees it. */
export type ShownMessage = MessageRow & { change?: PendingChange };

/** The messages of one chat with the own edits and deletions that wait in the outbox. */
export async function withChanges(
	mirror: Mirror,
	chatId: string,
	messages: MessageRow[]
): Promise<ShownMessage[]> {
	// By event, not by chat: whoever follows this query must not be woken by each save of the draft.
	const rows = await mirror.outbox.where('event').anyOf('message.edit', 'message.delete').sortBy('n');
	const ours = rows.filter(isChange).filter((row) => row.chatId === chatId);
	const changes = new Map(ours.map((row) => [row.payload.id, row]));
	if (changes.size === 0) return messages;
	return messages.map((message) => shown(message, changes.get(message.id)));
}

type ChangeRow = Extract<OutboxRow, { event: 'message.edit' | 'message.delete' }>;

function isChange(row: OutboxRow): row is ChangeRow {
	return row.event === 'message.edit' || row.event === 'message.delete';
}

function shown(message: MessageRow, row: ChangeRow | undefined): ShownMessage {
	if (!row) return message;
	const { key, error } = row;
	if (row.event === 'message.delete') {
		const change = { kind: 'delete', key } as const;
		return error ? { ...message, change: { ...change, error } } : { ...message, content: null, change };
	}
	const { content } = row.payload;
	const change = { kind: 'edit', key, content } as const;
	if (error) return { ...message, change: { ...change, error } };
	return { ...message, content: message.content && content, change };
}
