import type { Message } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import type { Mirror } from './mirror.ts';
import { refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';
import { showLastSent } from './show-last-sent.ts';

/** The message has its new text; or the row keeps the text that was refused, and the message shows what the server has. */
export async function settleEdit(mirror: Mirror, sent: OutboxRow, reply: Reply<Message>) {
	const row = await mirror.outbox.get(sent.n);
	const newest = row?.event === 'message.edit' && sent.event === 'message.edit' && row.editId === sent.editId;
	if (reply.ok) {
		if (newest) await mirror.outbox.delete(sent.n);
		await apply(mirror, { messages: [reply.data] });
	} else if (newest) {
		await refuseRow(mirror, sent.n, reply.error);
		await showLastSent(mirror, sent.chatId);
	}
}
