import type { Selectable } from 'kysely';
import type { Db, Tx } from './open-store.ts';
import type { InvitesTable } from './tables.ts';

export type InviteRow = Selectable<InvitesTable>;

export async function insertInvite(tx: Tx, invite: Omit<InviteRow, 'created_at'>): Promise<void> {
	await tx.sql
		.insertInto('invites')
		.values({ ...invite, created_at: tx.now })
		.execute();
}

export async function findInvite(db: Db, tokenHash: string): Promise<InviteRow | undefined> {
	return db.sql.selectFrom('invites').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
}

/** Takes one use of an invite away. An invite without a count lasts until it expires. */
export async function useInvite(tx: Tx, tokenHash: string): Promise<void> {
	await tx.sql
		.updateTable('invites')
		.set((eb) => ({ uses_left: eb('uses_left', '-', 1) }))
		.where('token_hash', '=', tokenHash)
		.where('uses_left', 'is not', null)
		.execute();
}

/** The invites that still let people in, the newest first; at most `limit`. */
export async function listOpenInvites(db: Db, now: number, limit: number): Promise<InviteRow[]> {
	return db.sql
		.selectFrom('invites')
		.selectAll()
		.where((eb) => eb.or([eb('expires_at', 'is', null), eb('expires_at', '>', now)]))
		.where((eb) => eb.or([eb('uses_left', 'is', null), eb('uses_left', '>', 0)]))
		.orderBy('created_at', 'desc')
		.limit(limit)
		.execute();
}

/** Answers whether there was one. */
export async function deleteInvite(tx: Tx, tokenHash: string): Promise<boolean> {
	const { numDeletedRows } = await tx.sql
		.deleteFrom('invites')
		.where('token_hash', '=', tokenHash)
		.executeTakeFirstOrThrow();
	return numDeletedRows > 0n;
}
