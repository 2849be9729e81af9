import { Dexie } from 'dexie';
import type { Mirror } from './mirror.ts';
import type { ChatRow } from './rows.ts';

const countedMax = 1000;

/**
 * How many messages of others, and how many that mention this person, are unread once the chat is read up to `readSeq`.
 * Those that are not in the mirror are taken for unread ones, but never for more than were unread before.
 */
export async function countUnread(mirror: Mirror, chat: ChatRow, readSeq: number) {
	const rows = await mirror.messages
		.where('[chatId+seq]')
		.between([chat.id, readSeq], [chat.id, Dexie.maxKey], false, true)
		.limit(countedMax)
		.toArray();
	const others = rows.filter((row) => row.senderId !== mirror.userId && row.deletedAt === null);
	const mentions = others.filter((row) => row.mentions.includes(mirror.userId)).length;
	const missing = chat.lastSeq - readSeq - rows.length;
	if (missing <= 0) return { unread: others.length, mentions };
	const unread = Math.min(chat.unread, others.length + missing);
	return { unread, mentions: Math.min(chat.mentions, unread) };
}
