import { keepInHistory } from './draft-history.ts';
import { findOutboxRow } from './find-outbox-row.ts';
import type { Mirror } from './mirror.ts';
import { showLastSent } from './show-last-sent.ts';

/**
 * A message was refused that had been edited or deleted since it left: the server knows nothing to edit or delete. The
 * edit becomes its text, the deletion takes it away; its text goes into the history. Call it inside `commit`.
 */
export async function absorbChanges(mirror: Mirror, messageId: string) {
	const edit = await findOutboxRow(mirror, `edit:${messageId}`);
	const deletion = await findOutboxRow(mirror, `delete:${messageId}`);
	const send = await findOutboxRow(mirror, `send:${messageId}`);
	const message = await mirror.messages.get(messageId);
	if (!message || send?.event !== 'message.send') return;
	const content = edit?.event === 'message.edit' ? edit.payload.content : message.content;
	if (edit && content) {
		await mirror.outbox.delete(edit.n);
		await mirror.messages.update(messageId, { content });
		await mirror.outbox.put({ ...send, payload: { ...send.payload, content } });
	}
	if (!deletion) return;
	const { chatId, replyTo } = message;
	await keepInHistory(mirror, { chatId, content, replyTo, deviceId: null, reason: 'deleted' });
	await mirror.outbox.bulkDelete([send.n, deletion.n]);
	await mirror.messages.delete(messageId);
	await showLastSent(mirror, chatId);
}
