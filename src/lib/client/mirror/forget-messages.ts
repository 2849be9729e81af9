import type { Chat } from '../../protocol/entities.ts';
import { countAnew } from './count-history.ts';
import { nextRev } from './facts.ts';
import { isOut } from './is-out.ts';
import type { Mirror } from './mirror.ts';

/**
 * Takes from this device what the server no longer gives to this person: all that was said in a chat that they are out
 * of, or what stands before the place up to which they deleted it. What they wrote and did not send stays. Call it
 * inside `commit`.
 */
export async function forgetMessages(mirror: Mirror, chats: Chat[]) {
	for (const chat of chats) {
		const gone = isOut(chat);
		if (gone || chat.firstSeq > 1) await forgetUpTo(mirror, chat.id, gone ? Infinity : chat.firstSeq);
	}
}

async function forgetUpTo(mirror: Mirror, chatId: string, seq: number) {
	// An index holds sent messages alone here: those that were not have no `seq`.
	const sent = mirror.messages.where('[chatId+seq]').between([chatId, 0], [chatId, seq], true, false);
	const taken = await sent.delete();
	if (taken > 0) await countAnew(mirror, chatId);
	const row = await mirror.chats.get(chatId);
	if (!row || (taken === 0 && row.lastMessage === null)) return;
	const { contentCursor: _, contentStale: __, hasContent: ___, ...rest } = row;
	const last = row.lastMessage && row.lastMessage.seq > 0 && row.lastMessage.seq < seq;
	const lastMessage = last ? null : row.lastMessage;
	const fresh = seq === Infinity ? rest : row;
	await mirror.chats.put({ ...fresh, lastMessage, rev: await nextRev(mirror) });
}
