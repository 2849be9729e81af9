import type { Message } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import { keepInHistory } from './draft-history.ts';
import { findOutboxRow } from './find-outbox-row.ts';
import type { Mirror } from './mirror.ts';
import { refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';
import { showLastSent } from './show-last-sent.ts';

/** The message is gone for everybody; or it is shown again, with the reason. */
export async function settleDeletion(mirror: Mirror, sent: OutboxRow, reply: Reply<Message>) {
	if (reply.ok) {
		await mirror.outbox.delete(sent.n);
		await dropRefusedEdit(mirror, reply.data);
		await apply(mirror, { messages: [reply.data] });
		return;
	}
	if (!(await mirror.outbox.get(sent.n))) return;
	await refuseRow(mirror, sent.n, reply.error);
	await showLastSent(mirror, sent.chatId);
}

async function dropRefusedEdit(mirror: Mirror, { id, chatId }: Message) {
	const edit = await findOutboxRow(mirror, `edit:${id}`);
	if (edit?.event !== 'message.edit' || edit.state !== 'refused') return;
	const { content } = edit.payload;
	await keepInHistory(mirror, { chatId, content, replyTo: null, deviceId: null, reason: 'deleted' });
	await mirror.outbox.delete(edit.n);
}
