import type { Selectable } from 'kysely';
import type { ServerRole } from '../../protocol/server-roles.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';
import type { SessionsTable } from './tables.ts';

export type SessionRow = Selectable<SessionsTable>;

const sessionById = prepare<{ id: string }>()((sql, place) =>
	sql.selectFrom('sessions').selectAll().where('id', '=', place('id'))
);

export async function findSession(db: Db, id: string): Promise<SessionRow | undefined> {
	return db.prepared.first(sessionById, { id });
}

export async function findSessionsOf(db: Db, userId: string): Promise<SessionRow[]> {
	return db.sql.selectFrom('sessions').selectAll().where('user_id', '=', userId).execute();
}

export async function insertSession(tx: Tx, session: SessionRow): Promise<void> {
	await tx.sql.insertInto('sessions').values(session).execute();
}

export async function updateSessionExpiry(tx: Tx, id: string, expiresAt: number): Promise<void> {
	await tx.sql.updateTable('sessions').set({ expires_at: expiresAt }).where('id', '=', id).execute();
}

export async function deleteSession(tx: Tx, id: string): Promise<void> {
	await tx.sql.deleteFrom('sessions').where('id', '=', id).execute();
}

/** Ends sessions of a person: those on one device, all but one, or all. Answers their ids. */
export async function deleteSomeSessions(
	tx: Tx,
	userId: string,
	which: { deviceId: string } | { exceptId: string } | 'all'
): Promise<string[]> {
	const query = tx.sql.deleteFrom('sessions').where('user_id', '=', userId);
	return (await choose().returning('id').execute()).map(({ id }) => id);

	function choose() {
		if (which === 'all') return query;
		if ('deviceId' in which) return query.where('device_id', '=', which.deviceId);
		return query.where('id', '!=', which.exceptId);
	}
}

/** The sessions of people with one of these roles who have no second factor. */
export async function findSessionsWithoutFactor(db: Db, roles: readonly ServerRole[]): Promise<string[]> {
	if (roles.length === 0) return [];
	const rows = await db.sql
		.selectFrom('sessions')
		.innerJoin('users', 'users.id', 'sessions.user_id')
		.select('sessions.id')
		.where('users.role', 'in', roles)
		.where('sessions.user_id', 'not in', db.sql.selectFrom('passkeys').select('user_id'))
		.where(
			'sessions.user_id',
			'not in',
			db.sql.selectFrom('totp').select('user_id').where('confirmed_at', 'is not', null)
		)
		.execute();
	return rows.map(({ id }) => id);
}

export async function deleteSessionsOf(tx: Tx, userId: string): Promise<void> {
	await tx.sql.deleteFrom('sessions').where('user_id', '=', userId).execute();
}

export async function deleteExpiredSessions(tx: Tx): Promise<void> {
	await tx.sql.deleteFrom('sessions').where('expires_at', '<=', tx.now).execute();
}
