import { sql } from 'kysely';
import type { User } from '../../protocol/entities.ts';
import type { Db } from './open-store.ts';
import { toUser } from './users.ts';

/** A place in the list of a person's chats, latest active first. */
export type Place = { activeAt: number; id: string };

/** A page of a person's chats, latest active first, after `place`. */
export async function findRecentChats(
	db: Db,
	userId: string,
	place: Place | null,
	limit: number
): Promise<Place[]> {
	let query = db.sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.select(['chats.id', 'chats.active_at'])
		.where('members.user_id', '=', userId)
		.where('members.removed_at', 'is', null)
		.where('members.hidden', '=', 0)
		.where('chats.merged_into', 'is', null)
		.where((eb) => eb.or([eb('chats.initiated_at', 'is not', null), eb('chats.creator_id', '=', userId)]))
		.orderBy('chats.active_at', 'desc')
		.orderBy('chats.id', 'desc')
		.limit(limit);
	if (place) {
		query = query.where((eb) =>
			eb.or([
				eb('chats.active_at', '<', place.activeAt),
				eb.and([eb('chats.active_at', '=', place.activeAt), eb('chats.id', '<', place.id)])
			])
		);
	}
	const rows = await query.execute();
	return rows.map((row) => ({ activeAt: row.active_at, id: row.id }));
}

/** Whom a chat's changes concern: who is out learns that they are, and nothing that happens afterwards. */
const stillIn = sql<boolean>`members.removed_at is null`;

/** Chats of a person that changed in the commands `since` … `upTo`, with the number of the last; earliest first. */
export async function findChangedChats(
	db: Db,
	userId: string,
	since: number,
	upTo: number,
	limit: number
): Promise<{ id: string; stamp: number }[]> {
	return db.sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.select((eb) => [
			'chats.id',
			eb
				.case()
				.when(eb.and([stillIn, eb('chats.stamp', '>', eb.ref('members.stamp'))]))
				.then(eb.ref('chats.stamp'))
				.else(eb.ref('members.stamp'))
				.end()
				.as('stamp')
		])
		.where('members.user_id', '=', userId)
		.where((eb) =>
			eb.or([eb.and([stillIn, eb('chats.stamp', '>=', since)]), eb('members.stamp', '>=', since)])
		)
		.where((eb) => eb.or([eb('chats.stamp', '<=', upTo), eb.not(stillIn)]))
		.where('members.stamp', '<=', upTo)
		.where((eb) => eb.or([eb('chats.initiated_at', 'is not', null), eb('chats.creator_id', '=', userId)]))
		.orderBy('stamp')
		.limit(limit)
		.execute();
}

/** People who share a chat with this one and changed in the commands `since` … `upTo`. */
export async function findChangedUsers(db: Db, userId: string, since: number, upTo: number): Promise<User[]> {
	const rows = await db.sql
		.selectFrom('users')
		.selectAll()
		.where('users.stamp', '>=', since)
		.where('users.stamp', '<=', upTo)
		.where((eb) =>
			eb.or([
				eb('users.id', '=', userId),
				eb.exists(
					eb
						.selectFrom('members as theirs')
						.innerJoin('members as mine', 'mine.chat_id', 'theirs.chat_id')
						.select('theirs.chat_id')
						.where('mine.user_id', '=', userId)
						.where('mine.removed_at', 'is', null)
						.whereRef('theirs.user_id', '=', 'users.id')
				)
			])
		)
		.execute();
	return rows.map(toUser);
}
