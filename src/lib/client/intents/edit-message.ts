import type { Document } from '../../protocol/document/document.ts';
import { mentionedUsers } from '../../protocol/document/mentioned-users.ts';
import { isBlank } from '../../protocol/document/plain-text.ts';
import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { MessageRow, OutboxRow } from '../mirror/rows.ts';
import { showChange } from '../mirror/show-change.ts';

/**
 * Gives an own message another text, on the screen at once and through the outbox for the others. One that has not left
 * yet goes out with it; a failed one is sent again. Answers false, and changes nothing, if the message is gone.
 * @throws Error if there is nothing to read in `content`.
 */
export async function editMessage(mirror: Mirror, messageId: string, content: Document): Promise<boolean> {
	if (isBlank(content)) throw new Error('There is nothing to read in it. To take a message away, delete it.');
	return commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		if (!message || message.content === null) return false;
		const send = await findOutboxRow(mirror, `send:${messageId}`);
		if (send && send.state !== 'sent') await changeUnsent(mirror, message, send, content);
		else await queueEdit(mirror, message, content);
		await mirror.edits.delete(messageId);
		await showChange(mirror, { chatId: message.chatId, messageId, content });
		return true;
	});
}

async function changeUnsent(mirror: Mirror, message: MessageRow, send: OutboxRow, content: Document) {
	if (send.event !== 'message.send') return;
	const { error: _, ...row } = send;
	const { error: __, ...queued } = message;
	// Other words are one's own, whoever wrote those before.
	const { forwardOf: ___, ...payload } = send.payload;
	await mirror.outbox.put({ ...row, state: 'waiting', payload: { ...payload, content } });
	const words = { content, mentions: mentionedUsers(content), forwardedFrom: null };
	await mirror.messages.put({ ...queued, ...words, state: 'queued' });
}

/** The newest edit takes an older one's place. */
async function queueEdit(mirror: Mirror, { id, chatId, content: stored }: MessageRow, content: Document) {
	const pending = await findOutboxRow(mirror, `edit:${id}`);
	const same = JSON.stringify(stored) === JSON.stringify(content);
	const maybeStored = pending !== undefined && (pending.state === 'sent' || isAfterSent(pending));
	if (same && !maybeStored) {
		if (pending) await mirror.outbox.delete(pending.n);
		return;
	}
	const row = {
		key: `edit:${id}`,
		chatId,
		at: Date.now(),
		holdUntil: 0,
		state: 'waiting',
		event: 'message.edit',
		payload: { id, content },
		editId: newId(),
		...(maybeStored ? { afterSent: true as const } : {})
	} as const;
	if (pending) await mirror.outbox.put({ n: pending.n, ...row });
	else await mirror.outbox.add(row);
}

function isAfterSent(row: OutboxRow): boolean {
	return row.event === 'message.edit' && row.afterSent === true;
}
