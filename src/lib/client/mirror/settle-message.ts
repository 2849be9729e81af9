import type { Message } from '../../protocol/entities.ts';
import type { Reply, ReplyError } from '../../protocol/envelope.ts';
import { absorbChanges } from './absorb-changes.ts';
import { apply } from './apply.ts';
import type { Mirror } from './mirror.ts';
import { moveChat } from './move-chat.ts';
import { reasonOf, refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';

/**
 * The message has its place in the chat, or its reason. The draft's base stays the version that was consumed: whether the
 * server's tombstone or another device's text follows it, the next save's answer or a pull tells.
 */
export async function settleMessage(mirror: Mirror, sent: OutboxRow, reply: Reply<Message>) {
	if (!reply.ok) return fail(mirror, sent, reply.error);
	await mirror.outbox.delete(sent.n);
	await apply(mirror, { messages: [reply.data] });
	const { chatId } = reply.data;
	if (chatId !== sent.chatId) await moveChat(mirror, sent.chatId, chatId);
}

async function fail(mirror: Mirror, sent: OutboxRow, error: ReplyError) {
	const id = sent.key.slice('send:'.length);
	const message = await mirror.messages.get(id);
	// A push told already that it arrived.
	if (message?.state === 'sent') return mirror.outbox.delete(sent.n);
	await refuseRow(mirror, sent.n, error);
	await mirror.messages.update(id, { state: 'failed', error: reasonOf(error) });
	await absorbChanges(mirror, id);
}
