import type { Chat } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import type { Mirror } from './mirror.ts';
import { moveChat } from './move-chat.ts';
import { refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';

/** The chat is on the server; or another one is, with the same person, and takes this one's place. */
export async function settleCreate(mirror: Mirror, sent: OutboxRow, reply: Reply<Chat>) {
	if (!reply.ok) return refuseRow(mirror, sent.n, reply.error);
	await mirror.outbox.delete(sent.n);
	await apply(mirror, { chats: [reply.data] });
	if (reply.data.id !== sent.chatId) await moveChat(mirror, sent.chatId, reply.data.id);
}
