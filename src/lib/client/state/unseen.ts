import type { Message } from '../../protocol/entities.ts';
import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { News } from '../mirror/news.ts';
import { readNotificationChoices } from '../mirror/notification-choices.ts';
import type { ChatRow } from '../mirror/rows.ts';

const listedMax = 50;

export type UnseenMessage = Pick<Message, 'id' | 'senderId' | 'content' | 'mentions' | 'seq'>;

/**
 * What came into one chat and is unread now: the newest messages of others, ascending. `count` counts also those that are not on
 * this device yet; `mentioned`: one of all these mentions this person.
 */
export type Unseen = { chat: ChatRow; messages: UnseenMessage[]; count: number; mentioned: boolean };

/** What of the news is still unread; nothing of a chat in which it was read meanwhile, here or on another device. */
export async function readUnseen(mirror: Mirror, { chatId, afterSeq }: News): Promise<Unseen | null> {
	const chat = await mirror.chats.get(chatId);
	if (!chat || chat.removed || chat.unread === 0) return null;
	const after = Math.max(afterSeq, chat.readSeq);
	const rows = await mirror.messages
		.where('[chatId+seq]')
		.between([chatId, after], [chatId, chat.lastSeq], false, true)
		.reverse()
		.limit(listedMax)
		.toArray();
	const found: UnseenMessage[] = rows.flatMap(({ seq, ...row }) => (seq === null ? [] : [{ ...row, seq }]));
	// A pull tells of the chat and its last message alone.
	const { lastMessage } = chat;
	const complete = found[0]?.seq === chat.lastSeq;
	if (!complete && lastMessage && lastMessage.seq > after) found.unshift(lastMessage);
	const messages = found
		.filter(({ senderId, content }) => senderId !== mirror.userId && content !== null)
		.reverse();
	if (messages.length === 0) return null;
	const mentioned = messages.some(({ mentions }) => mentions.includes(mirror.userId));
	return {
		chat,
		messages,
		count: complete
			? messages.length
			: Math.max(messages.length, Math.min(chat.unread, chat.lastSeq - after)),
		mentioned: mentioned || (!complete && chat.mentions > 0)
	};
}

/** What this person chose that speaks for or against a notification. */
export async function readQuiet(mirror: Mirror) {
	const { settings } = await readNotificationChoices(mirror);
	return { settings, undisturbed: (await readFact(mirror, 'doNotDisturb')) ?? false };
}
