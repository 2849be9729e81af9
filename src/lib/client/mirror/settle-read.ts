import type { Data } from '../../protocol/contract.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { countedAtLeast, recounted } from './count-unread.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import { refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';

/** The server counted. A later reading that waits in the same row is left to its own answer. */
export async function settleRead(mirror: Mirror, sent: OutboxRow, reply: Reply<Data<'message.read'>>) {
	const row = await mirror.outbox.get(sent.n);
	if (row?.event !== 'message.read' || sent.event !== 'message.read') return;
	if (row.payload.seq !== sent.payload.seq) return;
	if (!reply.ok) return refuseRow(mirror, sent.n, reply.error);
	await mirror.outbox.delete(sent.n);
	const chat = await mirror.chats.get(sent.chatId);
	if (!chat || reply.data.readSeq < chat.readSeq) return;
	const read = { ...chat, ...reply.data, rev: await nextRev(mirror) };
	// It counted before what may have come since.
	await mirror.chats.put(await recounted(mirror, await countedAtLeast(mirror, read)));
}
