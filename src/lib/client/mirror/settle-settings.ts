import type { Chat } from '../../protocol/entities.ts';
import type { Reply } from '../../protocol/envelope.ts';
import { apply } from './apply.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';

/**
 * The settings are the server's now. One that was refused goes too: the chat is not this person's any more, and there is
 * nothing to keep of it. What was chosen since it left stays in the row and goes out next.
 */
export async function settleSettings(mirror: Mirror, sent: OutboxRow, reply: Reply<Chat>) {
	const row = await mirror.outbox.get(sent.n);
	const same = row && 'changeId' in row && 'changeId' in sent && row.changeId === sent.changeId;
	if (same) {
		await mirror.outbox.delete(sent.n);
		const chat = await mirror.chats.get(sent.chatId);
		if (chat) {
			const { wantedSettings: _, ...rest } = chat;
			await mirror.chats.put({ ...rest, rev: await nextRev(mirror) });
		}
	}
	if (reply.ok) await apply(mirror, { chats: [reply.data] });
}
