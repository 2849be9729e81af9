import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { News } from '../mirror/news.ts';
import { readNotificationChoices } from '../mirror/notification-choices.ts';
import type { ChatRow, MessageRow } from '../mirror/rows.ts';

export type { News } from '../mirror/news.ts';

const listedMax = 50;

/** What came into one chat and is unread now: the newest messages of others, ascending. */
export type Unseen = { chat: ChatRow; messages: MessageRow[] };

/** That unread messages came, as the tab that leads hears it. */
export class Newsroom {
	readonly #listeners = new Set<(news: News[]) => void>();

	/** Calls when unread messages came. Answers how to stop. */
	follow(listener: (news: News[]) => void): () => void {
		this.#listeners.add(listener);
		return () => void this.#listeners.delete(listener);
	}

	take(news: News[]): void {
		if (news.length > 0) for (const listener of this.#listeners) listener(news);
	}
}

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
	const messages = rows.filter((row) => row.senderId !== mirror.userId && row.content !== null).reverse();
	return messages.length > 0 ? { chat, messages } : null;
}

/** What this person chose that speaks for or against a notification. */
export async function readQuiet(mirror: Mirror) {
	const { settings } = await readNotificationChoices(mirror);
	return { settings, undisturbed: (await readFact(mirror, 'doNotDisturb')) ?? false };
}
