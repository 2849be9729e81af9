import { Dexie } from 'dexie';
import type { Mirror } from './mirror.ts';

const countedMax = 1000;

/** Counts the messages of others above `readSeq` that are in the mirror, and those that mention this person. */
export async function countUnread(mirror: Mirror, chatId: string, readSeq: number) {
	const rows = await mirror.messages
		.where('[chatId+seq]')
		.between([chatId, readSeq], [chatId, Dexie.maxKey], false, true)
		.limit(countedMax)
		.toArray();
	const others = rows.filter((row) => row.senderId !== mirror.userId && row.deletedAt === null);
	const mentions = others.filter((row) => row.mentions.includes(mirror.userId)).length;
	return { unread: others.length, mentions };
}
