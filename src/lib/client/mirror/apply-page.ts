import type { Data } from '../../protocol/contract.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import { readFact, writeFact } from './facts.ts';
import type { Mirror } from './mirror.ts';
import type { News } from './news.ts';

/** So many chats of the first page get their messages at once, to be there when one goes offline. */
const fetchedAtFirst = 50;

/**
 * Writes a page of `sync.initial` together with its cursor, so that a reload goes on just after it. Answers which unread messages
 * came with it; those of the first sync were there before and are no news. `makeReady`: what is done to the mirror before that, as
 * part of the same.
 */
export function applyPage(
	mirror: Mirror,
	page: Data<'sync.initial'>,
	makeReady: () => Promise<void> = async () => {}
): Promise<News[]> {
	return commit(mirror, async () => {
		await makeReady();
		const first = (await readFact(mirror, 'cursor')) === undefined;
		const ahead = first ? new Set(page.chats.slice(0, fetchedAtFirst).map((chat) => chat.id)) : new Set();
		const synced = (await readFact(mirror, 'synced')) === true;
		const { news } = await apply(mirror, {
			users: page.users,
			chats: page.chats,
			drafts: page.drafts,
			messages: page.hot,
			isStale: (row, chat) => !chat.removed && (row?.hasContent === true || ahead.has(chat.id))
		});
		await writeFact(mirror, 'cursor', page.cursor);
		if (!page.more) await writeFact(mirror, 'synced', true);
		return synced ? news : [];
	});
}
