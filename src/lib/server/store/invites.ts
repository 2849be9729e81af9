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
