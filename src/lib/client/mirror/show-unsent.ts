import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { MessageRow } from './rows.ts';

/** Shows an unsent message as the last one of its chat, and moves the chat up. Call it inside `commit`. */
export async function showUnsent(mirror: Mirror, row: MessageRow) {
	const chat = await mirror.chats.get(row.chatId);
	if (!chat) return;
	const { place: _, state: __, error: ___, ...message } = row;
	await mirror.chats.put({
		...chat,
		// `seq` 0 says that the server has not given one; the next that it gives takes this one's place.
		lastMessage: { ...message, seq: 0 },
		activeAt: Math.max(chat.activeAt, row.createdAt),
		rev: await nextRev(mirror)
	});
}
