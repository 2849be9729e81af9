import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { OutboxRow } from '../mirror/rows.ts';
import { showChange } from '../mirror/show-change.ts';
import { cancelMessage } from './cancel-message.ts';

/**
 * Deletes a message for everybody. One that has not left yet is taken out of the queue instead. An edit of it that waits
 * goes with it; its text is kept in the draft history.
 */
export async function deleteMessage(mirror: Mirror, messageId: string): Promise<void> {
	await commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		if (!message || message.content === null) return;
		if (await cancelMessage(mirror, messageId)) return;
		const { chatId } = message;
		const edit = await findOutboxRow(mirror, `edit:${messageId}`);
		if (edit) await dropEdit(mirror, edit);
		const pending = await findOutboxRow(mirror, `delete:${messageId}`);
		const row = {
			key: `delete:${messageId}`,
			chatId,
			at: Date.now(),
			holdUntil: 0,
			state: 'waiting',
			event: 'message.delete',
			payload: { id: messageId }
		} as const;
		if (pending) await mirror.outbox.put({ n: pending.n, ...row });
		else await mirror.outbox.add(row);
		await showChange(mirror, { chatId, messageId, content: null });
	});
}

/** One that may have arrived stays in front of the deletion. */
async function dropEdit(mirror: Mirror, edit: OutboxRow) {
	if (edit.event !== 'message.edit' || edit.state === 'sent') return;
	const { chatId, payload } = edit;
	await keepInHistory(mirror, {
		chatId,
		content: payload.content,
		replyTo: null,
		deviceId: null,
		reason: 'deleted'
	});
	await mirror.outbox.delete(edit.n);
}
