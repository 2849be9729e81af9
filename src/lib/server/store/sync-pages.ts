import { sql } from 'kysely';
import type { User } from '../../protocol/entities.ts';
import type { Db } from './open-store.ts';
import { prepare } from './prepared.ts';
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

const changedChats = prepare<{ userId: string; since: number; limit: number }>()((kysely, place) =>
	kysely
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
		.where('members.user_id', '=', place('userId'))
		.where((eb) =>
			eb.or([
				eb.and([stillIn, eb('chats.stamp', '>=', place('since'))]),
				eb('members.stamp', '>=', place('since'))
			])
		)
		.where((eb) =>
			eb.or([eb('chats.initiated_at', 'is not', null), eb('chats.creator_id', '=', place('userId'))])
		)
		.orderBy('stamp')
		.limit(place('limit'))
);

/** Chats of a person that changed in the command `since` or later, with the number of the last; earliest first. */
export async function findChangedChats(
	db: Db,
	userId: string,
	since: number,
	limit: number
): Promise<{ id: string; stamp: number }[]> {
	return db.prepared.all(changedChats, { userId, since, limit });
}

const changedUsers = prepare<{ userId: string; since: number; upTo: number }>()((kysely, place) =>
	kysely
		.selectFrom('users')
		.selectAll()
		.where('users.stamp', '>=', place('since'))
		.where('users.stamp', '<=', place('upTo'))
		.where((eb) =>
			eb.or([
				eb('users.id', '=', place('userId')),
				eb.exists(
					eb
						.selectFrom('members as theirs')
						.innerJoin('members as mine', 'mine.chat_id', 'theirs.chat_id')
						.select('theirs.chat_id')
						.where('mine.user_id', '=', place('userId'))
						.where('mine.removed_at', 'is', null)
						.whereRef('theirs.user_id', '=', 'users.id')
				)
			])
		)
);

/** People who share a chat with this one and changed in the commands `since` … `upTo`. */
export async function findChangedUsers(db: Db, userId: string, since: number, upTo: number): Promise<User[]> {
	return db.prepared.all(changedUsers, { userId, since, upTo }).map(toUser);
}
