import type { Chat } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import { nextRev } from './facts.ts';
import { rankOf } from './fold-chat.ts';
import type { Mirror } from './mirror.ts';
import { refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';

/** The chat was left or deleted. Who is out already has what they wanted; any other refusal shows the chat again. */
export async function settleGoing(mirror: Mirror, sent: OutboxRow, reply: Reply<Chat>) {
	const gone = !reply.ok && reply.error.code === 'not_found';
	if (reply.ok || gone) await mirror.outbox.delete(sent.n);
	else await refuseRow(mirror, sent.n, reply.error);
	await showAgain(mirror, sent.chatId, gone);
	if (reply.ok) await apply(mirror, { chats: [reply.data] });
}

/** Puts a chat back on the list, unless it is off it for another reason. Call it inside `commit`. */
export async function showAgain(mirror: Mirror, chatId: string, removed = false) {
	const chat = await mirror.chats.get(chatId);
	if (!chat) return;
	const { going: _, ...rest } = chat;
	const shown = { ...rest, removed: rest.removed || removed };
	await mirror.chats.put({ ...shown, rank: rankOf(shown), rev: await nextRev(mirror) });
}
