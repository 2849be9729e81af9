import { commit } from './commit.ts';
import { nextRev } from './facts.ts';
import type { Mirror } from './mirror.ts';

/** Notes that the messages of these chats are to be fetched; those that the server does not have yet are left out. */
export function markStale(mirror: Mirror, chatIds: string[]): Promise<void> {
	return commit(mirror, async () => {
		for (const chat of await mirror.chats.bulkGet(chatIds)) {
			if (!chat || chat.local || chat.contentStale) continue;
			await mirror.chats.put({ ...chat, contentStale: 1, rev: await nextRev(mirror) });
		}
	});
}
