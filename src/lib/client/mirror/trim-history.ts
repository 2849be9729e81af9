import { Dexie } from 'dexie';
import { commit } from './commit.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import { neededMessages } from './needed-messages.ts';
import { bytesOf, noteHistory } from './note-history.ts';
import type { ChatRow, MessageRow } from './rows.ts';

/** So many go in one transaction: what is typed meanwhile must not wait for long. */
const rowsAtOnce = 100;

/** What a chat shows when it is opened. */
export const newestPage = 60;

/** By so much a window may just have grown, or have been told to. */
const windowMargin = 2 * newestPage;

/** Who opens a chat with at most so many unread messages begins with the first of them. */
const unreadMax = 600;

/**
 * Takes some of the oldest messages of a chat off this device, those alone that can be fetched again and that nothing unsent
 * is about. The oldest go first, so that what is left never has a hole. `kept`: so many of the newest stay; with 0 the chat
 * is in the end as if nothing of it had ever been fetched. Answers how many bytes that frees; 0: no more may go.
 */
export function trimHistory(mirror: Mirror, chatId: string, kept: number): Promise<number> {
	return commit(mirror, async () => {
		const chat = await mirror.chats.get(chatId);
		if (!chat || (await isOnItsWay(mirror, chatId))) return 0;
		const needed = await neededMessages(mirror, chatId);
		const shown = await shownOf(mirror, chatId);
		if (kept === 0) return needed.size > 0 || shown > 0 ? 0 : forgetAll(mirror, chat);
		const first = await firstKept(mirror, chat, Math.max(shown, kept));
		const stays = (row: MessageRow) => needed.has(row.id) || typeof row.pinnedAt === 'number';
		return forgetBefore(mirror, chat, first, stays);
	});
}

/** A page that was asked for may have been read before a change that a message that goes had told of. */
async function isOnItsWay(mirror: Mirror, chatId: string): Promise<boolean> {
	const asked = await mirror.requests.where('kind').anyOf('older', 'pins').toArray();
	return asked.some((row) => row.state === 'waiting' && 'chatId' in row && row.chatId === chatId);
}

/** How many of its newest messages the tabs show; of a tab that does not tell it all of them. */
async function shownOf(mirror: Mirror, chatId: string): Promise<number> {
	const open = await mirror.requests.where('kind').equals('open').toArray();
	const sizes = open.map((row) => {
		if (row.kind !== 'open' || row.chatId !== chatId) return 0;
		return row.size === undefined ? Infinity : row.size + windowMargin;
	});
	return Math.max(0, ...sizes);
}

/** The lowest `seq` that stays where at least so many of the newest messages do. */
async function firstKept(mirror: Mirror, chat: ChatRow, newest: number): Promise<number> {
	if (newest === Infinity) return 0;
	const oldest = await sent(mirror, chat.id)
		.reverse()
		.offset(newest - 1)
		.first();
	const unread = chat.unread > 0 ? Math.max(chat.readSeq, chat.lastSeq - unreadMax) + 1 : Infinity;
	return Math.min(oldest?.seq ?? 0, unread);
}

async function forgetBefore(
	mirror: Mirror,
	{ id: chatId }: ChatRow,
	first: number,
	stays: (row: MessageRow) => boolean
): Promise<number> {
	const rows = await sent(mirror, chatId, first)
		.filter((row) => !stays(row))
		.limit(rowsAtOnce)
		.toArray();
	return forget(mirror, rows);
}

/** The last of them go together with the knowledge that there was something: what is left is a chat that was never fetched. */
async function forgetAll(mirror: Mirror, chat: ChatRow): Promise<number> {
	const rows = await sent(mirror, chat.id).limit(rowsAtOnce).toArray();
	if (rows.length < rowsAtOnce) {
		const { hasContent: _, contentCursor: __, contentStale: ___, ...rest } = chat;
		await mirror.chats.put({ ...rest, rev: await nextRev(mirror) });
	}
	return forget(mirror, rows);
}

async function forget(mirror: Mirror, rows: MessageRow[]): Promise<number> {
	await mirror.messages.bulkDelete(rows.map((row) => row.id));
	await noteHistory(mirror, rows, []);
	return bytesOf(rows);
}

/** The messages that the server has, ascending: only those have a `seq`. */
function sent(mirror: Mirror, chatId: string, before: number | typeof Dexie.maxKey = Dexie.maxKey) {
	return mirror.messages.where('[chatId+seq]').between([chatId, Dexie.minKey], [chatId, before], true, false);
}
