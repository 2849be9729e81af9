import type { ChatContent } from '../../protocol/entities.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import { countAnew } from './count-history.ts';
import { recounted } from './count-unread.ts';
import { nextRev } from './facts.ts';
import { isOut } from './is-out.ts';
import type { Mirror } from './mirror.ts';

/** Writes what changed in one chat, with the cursor from which to ask the next time. */
export function applyContent(mirror: Mirror, content: ChatContent): Promise<void> {
	return commit(mirror, async () => {
		if ('error' in content) return markFresh(mirror, content.chatId, {});
		const { chatId, messages, cursor, gap, lastSeq } = content;
		const before = await mirror.chats.get(chatId);
		// The news that this person is out may overtake an answer that was given before.
		if (before && isOut(before)) return markFresh(mirror, chatId, {});
		const first = messages[0]?.seq;
		if (gap && first !== undefined) await forgetBefore(mirror, chatId, first);
		await apply(mirror, { messages });
		const chat = await mirror.chats.get(chatId);
		// Something came in the meantime that this answer does not know of: it stays stale.
		if (chat && chat.lastSeq <= lastSeq) await markFresh(mirror, chatId, { contentCursor: cursor });
		else await mirror.chats.update(chatId, { contentCursor: cursor });
	});
}

async function markFresh(mirror: Mirror, chatId: string, more: { contentCursor?: string }) {
	const chat = await mirror.chats.get(chatId);
	if (!chat) return;
	const { contentStale: _, ...fresh } = chat;
	await mirror.chats.put(await recounted(mirror, { ...fresh, ...more, rev: await nextRev(mirror) }));
}

/** Too much changed to be told: what stands before the page may be edited or deleted, and is fetched again when asked for. */
async function forgetBefore(mirror: Mirror, chatId: string, seq: number) {
	await mirror.messages.where('[chatId+seq]').between([chatId, 0], [chatId, seq], true, false).delete();
	await countAnew(mirror, chatId);
	// Pinned ones may have been among them.
	await mirror.requests.where({ id: `pins:${chatId}` }).modify({ state: 'waiting' });
}
