import type { Db } from './open-store.ts';
import { allOf, prepareList } from './prepared-list.ts';

/** What happened among the members of a chat: who came in and is there now, and how many of the others went. */
export type Comings = { came: Set<string>; left: number };

const cameSince = prepareList<{ since: number }>()((sql, chatIds, place) =>
	sql
		.selectFrom('members')
		.select(['chat_id', 'user_id'])
		.where('chat_id', 'in', chatIds)
		.where('removed_at', 'is', null)
		.where('joined_stamp', '>=', place('since'))
);

const leftSince = prepareList<{ since: number }>()((sql, chatIds, place) =>
	sql
		.selectFrom('members')
		.select('chat_id')
		.where('chat_id', 'in', chatIds)
		.where('removed_at', 'is not', null)
		.where('stamp', '>=', place('since'))
);

/** Who came into these chats, or went, in the command `since` or later; by chat id, of those where anybody did. */
export async function findComings(
	db: Db,
	chatIds: readonly string[],
	since: number
): Promise<Map<string, Comings>> {
	const comings = new Map<string, Comings>();
	const into = (chatId: string) => {
		const known = comings.get(chatId) ?? { came: new Set<string>(), left: 0 };
		comings.set(chatId, known);
		return known;
	};
	for (const row of allOf(db.prepared, cameSince, chatIds, { since }))
		into(row.chat_id).came.add(row.user_id);
	for (const row of allOf(db.prepared, leftSince, chatIds, { since })) into(row.chat_id).left++;
	return comings;
}

const firstSince = prepareList<{ since: number }>()((sql, chatIds, place) =>
	sql
		.selectFrom('messages')
		.select('chat_id')
		.where('chat_id', 'in', chatIds)
		.where('seq', '=', 1)
		.where('stamp', '>=', place('since'))
);

/**
 * Those of these chats that may have begun in the command `since` or later: before, nobody but who made it saw it. The first
 * message keeps its row for ever, and its stamp only grows.
 */
export async function findBegun(db: Db, chatIds: readonly string[], since: number): Promise<Set<string>> {
	return new Set(allOf(db.prepared, firstSince, chatIds, { since }).map((row) => row.chat_id));
}
