import { commit } from './commit.ts';
import { nextRev } from './facts.ts';
import { findOutboxRow } from './find-outbox-row.ts';
import type { Mirror } from './mirror.ts';
import type { ChatRow, OutboxRequest } from './rows.ts';

type Going = { key: string } & Extract<OutboxRequest, { event: 'chat.leave' | 'chat.delete' }>;

/** Takes a chat off this person's list and queues the request that makes it so. Its unsent words stay where they are. */
export function goFrom(mirror: Mirror, chatId: string, asked: (chat: ChatRow) => Going): Promise<void> {
	return commit(mirror, async () => {
		const chat = await mirror.chats.get(chatId);
		if (!chat || chat.removed) return;
		const request = asked(chat);
		const pending = await findOutboxRow(mirror, request.key);
		const row = { chatId, at: Date.now(), holdUntil: 0, state: 'waiting', ...request } as const;
		if (pending) await mirror.outbox.put({ n: pending.n, ...row });
		else await mirror.outbox.add(row);
		await mirror.chats.put({ ...chat, going: true, rank: -1, rev: await nextRev(mirror) });
	});
}
