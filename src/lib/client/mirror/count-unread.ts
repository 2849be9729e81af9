import { Dexie } from 'dexie';
import type { Mirror } from './mirror.ts';
import type { ChatRow, MessageRow } from './rows.ts';

const countedMax = 1000;

type Unread = Pick<ChatRow, 'unread' | 'mentions'>;
type Counted = Pick<MessageRow, 'id' | 'senderId' | 'deletedAt' | 'mentions'>;

/**
 * How many messages of others, and how many that mention this person, are unread once the chat is read up to `readSeq`.
 * Those that are not in the mirror are taken for unread ones, but never for more than were unread before.
 */
export async function countUnread(mirror: Mirror, chat: ChatRow, readSeq: number): Promise<Unread> {
	const rows = await rowsAfter(mirror, chat.id, readSeq).limit(countedMax).toArray();
	const here = count(mirror, rows);
	const missing = chat.lastSeq - readSeq - rows.length;
	if (missing <= 0) return here;
	const unread = Math.min(chat.unread, here.unread + missing);
	return { unread, mentions: Math.min(chat.mentions, unread) };
}

/**
 * The row with its unread messages counted anew, if the mirror has all of them as they are now; else with what the
 * server counted, which a later message or deletion may have overtaken until the next pull.
 */
export async function recounted(mirror: Mirror, chat: ChatRow): Promise<ChatRow> {
	const behind = chat.lastSeq - chat.readSeq;
	if (chat.contentStale || chat.removed || behind > countedMax) return chat;
	if (behind <= 0) return { ...chat, unread: 0, mentions: 0 };
	const rows = await rowsAfter(mirror, chat.id, chat.readSeq).toArray();
	return rows.length < behind ? chat : { ...chat, ...count(mirror, rows) };
}

/**
 * The row with no fewer unread messages than are known of here: the server may have counted before they came. Before the content is
 * up to date, `recounted` cannot tell.
 */
export async function countedAtLeast(mirror: Mirror, chat: ChatRow): Promise<ChatRow> {
	const rows: Counted[] = await rowsAfter(mirror, chat.id, chat.readSeq).limit(countedMax).toArray();
	const { lastMessage, readSeq } = chat;
	// A pull tells of the chat and its last message alone.
	if (lastMessage && lastMessage.seq > readSeq && !rows.some(({ id }) => id === lastMessage.id))
		rows.push(lastMessage);
	const { unread, mentions } = count(mirror, rows);
	return { ...chat, unread: Math.max(chat.unread, unread), mentions: Math.max(chat.mentions, mentions) };
}

function rowsAfter(mirror: Mirror, chatId: string, seq: number) {
	return mirror.messages.where('[chatId+seq]').between([chatId, seq], [chatId, Dexie.maxKey], false, true);
}

function count({ userId }: Mirror, rows: Counted[]): Unread {
	const others = rows.filter((row) => row.senderId !== userId && row.deletedAt === null);
	return { unread: others.length, mentions: others.filter((row) => row.mentions.includes(userId)).length };
}
