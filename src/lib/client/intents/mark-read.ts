import { commit } from '../mirror/commit.ts';
import { countUnread } from '../mirror/count-unread.ts';
import { nextRev } from '../mirror/facts.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Marks a chat as read up to and with `seq`. It never goes back, and waits in the outbox as anything else does. */
export async function markRead(
	mirror: Mirror,
	{ chatId, seq }: { chatId: string; seq: number }
): Promise<void> {
	const known = await mirror.chats.get(chatId);
	if (!known || known.readSeq >= seq) return;
	await commit(mirror, async () => {
		const chat = await mirror.chats.get(chatId);
		if (!chat || chat.readSeq >= seq) return;
		const counts = await countUnread(mirror, chat, seq);
		await mirror.chats.put({ ...chat, ...counts, readSeq: seq, rev: await nextRev(mirror) });
		const pending = await findOutboxRow(mirror, `read:${chatId}`);
		const row = { key: `read:${chatId}`, chatId, at: Date.now(), holdUntil: 0, state: 'waiting' as const };
		const request = { event: 'message.read' as const, payload: { chatId, seq } };
		if (pending) await mirror.outbox.put({ n: pending.n, ...row, ...request });
		else await mirror.outbox.add({ ...row, ...request });
	});
}
