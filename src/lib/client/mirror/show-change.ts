import type { Document } from '../../protocol/document/document.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';

/** Shows an unsent change of a message in the list of chats, if it is the last one there. Call it inside `commit`. */
export async function showChange(
	mirror: Mirror,
	{ chatId, messageId, content }: { chatId: string; messageId: string; content: Document | null }
) {
	const chat = await mirror.chats.get(chatId);
	if (chat?.lastMessage?.id !== messageId) return;
	await mirror.chats.put({
		...chat,
		lastMessage: { ...chat.lastMessage, content },
		rev: await nextRev(mirror)
	});
}
