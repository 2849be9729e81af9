import type { Selectable } from 'kysely';
import type { PresenceSettings } from '../../protocol/entities.ts';
import type { Db, Tx } from './open-store.ts';
import type { PresencesTable } from './tables.ts';

export type PresenceRow = Selectable<PresencesTable>;

/** What is stored of these people, by their ids; nothing of who was never seen and chose nothing. */
export async function findPresences(db: Db, userIds: readonly string[]): Promise<Map<string, PresenceRow>> {
	const rows = await db.sql.selectFrom('presences').selectAll().where('user_id', 'in', userIds).execute();
	return new Map(rows.map((row) => [row.user_id, row]));
}

export async function findPresenceSettings(db: Db, userId: string): Promise<PresenceSettings> {
	const rows = await findPresences(db, [userId]);
	return { hideLastSeen: rows.get(userId)?.hide_last_seen === 1 };
}

export async function updatePresenceSettings(
	tx: Tx,
	userId: string,
	{ hideLastSeen }: PresenceSettings
): Promise<void> {
	const chosen = { hide_last_seen: hideLastSeen ? (1 as const) : (0 as const) };
	await tx.sql
		.insertInto('presences')
		.values({ user_id: userId, last_seen_at: null, ...chosen })
		.onConflict((conflict) => conflict.column('user_id').doUpdateSet(chosen))
		.execute();
}

/** Notes when people were last seen, in milliseconds by their ids. */
export async function updateLastSeen(tx: Tx, seen: ReadonlyMap<string, number>): Promise<void> {
	for (const [userId, at] of seen) {
		await tx.sql
			.insertInto('presences')
			.values({ user_id: userId, last_seen_at: at, hide_last_seen: 0 })
			.onConflict((conflict) => conflict.column('user_id').doUpdateSet({ last_seen_at: at }))
			.execute();
	}
}

/** Those of `userIds` who are in a chat with this person that has begun. */
export async function findCompanions(
	db: Db,
	userId: string,
	userIds: readonly string[]
): Promise<Set<string>> {
	if (userIds.length === 0) return new Set();
	const rows = await db.sql
		.selectFrom('users')
		.select('users.id')
		.where('users.id', 'in', userIds)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('members as theirs')
					.innerJoin('members as own', 'own.chat_id', 'theirs.chat_id')
					.innerJoin('chats', 'chats.id', 'theirs.chat_id')
					.select('theirs.chat_id')
					.whereRef('theirs.user_id', '=', 'users.id')
					.where('own.user_id', '=', userId)
					.where('theirs.removed_at', 'is', null)
					.where('own.removed_at', 'is', null)
					.where('chats.initiated_at', 'is not', null)
					.where('chats.deleted_at', 'is', null)
					.where('chats.merged_into', 'is', null)
			)
		)
		.execute();
	return new Set(rows.map((row) => row.id));
}
