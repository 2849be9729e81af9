import { mentionedUsers } from '../../protocol/document/mentioned-users.ts';
import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { MessageRow, OutboxRow } from '../mirror/rows.ts';

/**
 * Sends a failed message again, under the same id. What it forwards may say something else by now: then that is sent. Does
 * nothing if it is not waiting for that.
 */
export async function retryMessage(mirror: Mirror, messageId: string): Promise<void> {
	await commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		const row = await findOutboxRow(mirror, `send:${messageId}`);
		if (!message || !row || message.state !== 'failed') return;
		const { error: _, ...queued } = message;
		const words = await wordsNow(mirror, message, row);
		await mirror.messages.put({ ...queued, ...words, state: 'queued' });
		// Perhaps it was the chat that could not be made.
		const create = await findOutboxRow(mirror, `create:${message.chatId}`);
		if (create) await sendAgain(mirror, create);
		await sendAgain(mirror, withWords(row, words.content));
	});
}

async function wordsNow(mirror: Mirror, message: MessageRow, { event, payload }: OutboxRow) {
	const { content, mentions } = message;
	const forwardOf = event === 'message.send' ? payload.forwardOf : undefined;
	const original = forwardOf === undefined ? undefined : await mirror.messages.get(forwardOf);
	return original?.content
		? { content: original.content, mentions: mentionedUsers(original.content) }
		: { content, mentions };
}

function withWords(row: OutboxRow, content: MessageRow['content']): OutboxRow {
	if (row.event !== 'message.send' || content === null) return row;
	return { ...row, payload: { ...row.payload, content } };
}

async function sendAgain(mirror: Mirror, { error: _, ...row }: OutboxRow) {
	await mirror.outbox.put({ ...row, state: 'waiting', holdUntil: 0 });
}
