import type { Document } from '../../protocol/document/document.ts';
import { withReaction } from '../../protocol/with-reaction.ts';
import type { Mirror } from './mirror.ts';
import type { MessageRow, OutboxRow, RowError } from './rows.ts';

/** A change of a message's words that the server has not acknowledged, or that it refused. */
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
export type ShownMessage = MessageRow & {
	change?: PendingChange;
	/** It waits on purpose until then, by this device's clock in milliseconds, and can be taken back. */
	heldUntil?: number;
};

const changes = ['message.edit', 'message.delete', 'message.react', 'message.pin'] as const;
type ChangeRow = Extract<OutboxRow, { event: (typeof changes)[number] }>;

/** The own changes of messages that wait in the outbox, in their order. */
export async function readChanges(mirror: Mirror): Promise<ChangeRow[]> {
	// By event, not by chat: whoever follows this query must not be woken by each save of the draft.
	return (await mirror.outbox.where('event').anyOf(changes).sortBy('n')).filter(isChange);
}

/** Messages as this person, `me`, sees them: with their own changes. */
export function withChanges(pending: ChangeRow[], messages: MessageRow[], me: string): ShownMessage[] {
	if (pending.length === 0) return messages;
	const byMessage = Map.groupBy(pending, (row) => row.payload.id);
	return messages.map((message) =>
		(byMessage.get(message.id) ?? []).reduce<ShownMessage>(
			(shown, row) => withChange(shown, row, me),
			message
		)
	);
}

function isChange(row: OutboxRow): row is ChangeRow {
	return changes.some((event) => event === row.event);
}

function withChange(message: ShownMessage, row: ChangeRow, me: string): ShownMessage {
	switch (row.event) {
		case 'message.edit':
			return edited(message, row, row.payload.content);
		case 'message.delete': {
			const change = { kind: 'delete', key: row.key } as const;
			if (row.error) return { ...message, change: { ...change, error: row.error } };
			return { ...message, content: null, change };
		}
		case 'message.react':
			return { ...message, reactions: withReaction(message.reactions, { ...row.payload, userId: me }) };
		case 'message.pin':
			return { ...message, pinnedAt: row.payload.on ? row.at : null };
	}
}

function edited(message: ShownMessage, { key, error }: ChangeRow, content: Document): ShownMessage {
	const change = { kind: 'edit', key, content } as const;
	if (error) return { ...message, change: { ...change, error } };
	return { ...message, content: message.content && content, change };
}
