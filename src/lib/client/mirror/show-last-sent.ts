import { Dexie } from 'dexie';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { MessageRow } from './rows.ts';

/** Shows the newest message that the mirror has as the chat's last one. Call it inside `commit`. */
export async function showLastSent(mirror: Mirror, chatId: string) {
	const chat = await mirror.chats.get(chatId);
	if (!chat) return;
	const newest = await mirror.messages
		.where('[chatId+place]')
		.between([chatId, Dexie.minKey], [chatId, Dexie.maxKey])
		.last();
	await mirror.chats.put({
		...chat,
		lastMessage: newest ? asMessage(newest) : null,
		rev: await nextRev(mirror),
		...(newest || chat.lastSeq === 0 ? {} : { contentStale: 1 as const })
	});
}

function asMessage(row: MessageRow) {
	const { place: _, state: __, error: ___, ...message } = row;
	return { ...message, seq: message.seq ?? 0 };
}
