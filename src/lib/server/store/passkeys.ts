import type { Selectable } from 'kysely';
import type { Db, Tx } from './open-store.ts';
import type { PasskeysTable } from './tables.ts';

export type PasskeyRow = Selectable<PasskeysTable>;

/** A person's passkeys, the oldest first. */
export async function listPasskeys(db: Db, userId: string): Promise<PasskeyRow[]> {
	return db.sql
		.selectFrom('passkeys')
		.selectAll()
		.where('user_id', '=', userId)
		.orderBy('created_at')
		.orderBy('id')
		.execute();
}

export async function findPasskey(db: Db, id: string): Promise<PasskeyRow | undefined> {
	return db.sql.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertPasskey(tx: Tx, passkey: Omit<PasskeyRow, 'created_at' | 'last_used_at'>) {
	await tx.sql
		.insertInto('passkeys')
		.values({ ...passkey, created_at: tx.now, last_used_at: null })
		.execute();
}

/** It was used just now; `counter`: as the authenticator says. */
export async function notePasskeyUse(tx: Tx, id: string, counter: number): Promise<void> {
	await tx.sql.updateTable('passkeys').set({ counter, last_used_at: tx.now }).where('id', '=', id).execute();
}

/** Takes a passkey away from its owner. Answers whether there was one. */
export async function deletePasskey(tx: Tx, userId: string, id: string): Promise<boolean> {
	const { numDeletedRows } = await tx.sql
		.deleteFrom('passkeys')
		.where('user_id', '=', userId)
		.where('id', '=', id)
		.executeTakeFirst();
	return numDeletedRows > 0n;
}

export async function deletePasskeysOf(tx: Tx, userId: string): Promise<void> {
	await tx.sql.deleteFrom('passkeys').where('user_id', '=', userId).execute();
}
