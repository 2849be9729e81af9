import type { Chat } from '../../protocol/entities.ts';
import type { Reply, ReplyError } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import { mutationOf } from './mutation-of.ts';
import { refuseRow } from './refuse-row.ts';
import type { OutboxRow } from './rows.ts';

/** The chat has its new title; or the row keeps the title that was refused, and the chat shows the one that holds. */
export async function settleTitle(mirror: Mirror, sent: OutboxRow, reply: Reply<Chat>) {
	const told = reply.ok ? reply.data : reply.error.code === 'stale' ? (reply.error.current as Chat) : null;
	if (told) await apply(mirror, { chats: [told] });
	const row = await mirror.outbox.get(sent.n);
	// A later title took this one's place while it was on its way: its own answer decides.
	if (row?.event !== 'chat.title.update' || mutationOf(row) !== mutationOf(sent)) return;
	if (reply.ok || told?.title === row.payload.title) await mirror.outbox.delete(sent.n);
	else await refuse(mirror, row, inWords(reply.error, told));
	await showTitleThatHolds(mirror, sent.chatId);
}

/** What was to follow this change was based on it, so it is refused with it; the newest one keeps the title. */
async function refuse(mirror: Mirror, row: OutboxRow, error: ReplyError) {
	const rows = await mirror.outbox.where('chatId').equals(row.chatId).toArray();
	const later = rows.find((one) => one.key === `title:${row.chatId}` && one.n !== row.n);
	if (later) await mirror.outbox.delete(row.n);
	await refuseRow(mirror, (later ?? row).n, error);
}

function inWords(error: ReplyError, winner: Chat | null): ReplyError {
	if (!winner) return error;
	return { ...error, message: `Somebody else named this chat “${winner.title ?? ''}” in the meantime.` };
}

/** Without a change on its way the chat is called what the server calls it. Call it inside `commit`. */
export async function showTitleThatHolds(mirror: Mirror, chatId: string) {
	const chat = await mirror.chats.get(chatId);
	if (chat?.wantedTitle === undefined) return;
	const rows = await mirror.outbox.where('chatId').equals(chatId).toArray();
	if (rows.some((row) => row.event === 'chat.title.update' && row.state !== 'refused')) return;
	const { wantedTitle: _, ...rest } = chat;
	await mirror.chats.put({ ...rest, rev: await nextRev(mirror) });
}
