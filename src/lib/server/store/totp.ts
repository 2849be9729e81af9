import type { Selectable } from 'kysely';
import type { Db, Tx } from './open-store.ts';
import { personKey } from './person-key.ts';
import type { TotpTable } from './tables.ts';

/** An authenticator app's secret, in base32 as the app takes it, and what has come of it. */
export type Totp = Pick<Selectable<TotpTable>, 'confirmed_at' | 'last_step'> & { secret: string };

/** @throws Error when the secret was sealed for somebody else. */
export async function findTotp(tx: Tx, userId: string): Promise<Totp | undefined> {
	const row = await tx.sql.selectFrom('totp').selectAll().where('user_id', '=', userId).executeTakeFirst();
	if (!row) return undefined;
	const key = await personKey(tx, userId);
	return { ...row, secret: key.open<string>('totp', userId, row.secret_sealed) };
}

/** Since when codes of an app are asked for; `null`: they are not. */
export async function findTotpSince(db: Db, userId: string): Promise<number | null> {
	const row = await db.sql
		.selectFrom('totp')
		.select('confirmed_at')
		.where('user_id', '=', userId)
		.executeTakeFirst();
	return row?.confirmed_at ?? null;
}

/** Keeps a secret until a code of it is typed; one that waited before is gone. One that is in use is not touched. */
export async function keepPendingTotp(tx: Tx, userId: string, secret: string): Promise<void> {
	const key = await personKey(tx, userId);
	await tx.sql.deleteFrom('totp').where('user_id', '=', userId).where('confirmed_at', 'is', null).execute();
	await tx.sql
		.insertInto('totp')
		.values({
			user_id: userId,
			secret_sealed: key.seal('totp', userId, secret),
			confirmed_at: null,
			last_step: 0
		})
		.execute();
}

/** A code of this time step was taken; it is the newest. The first one makes the app a factor. */
export async function noteTotpStep(tx: Tx, userId: string, step: number): Promise<void> {
	await tx.sql
		.updateTable('totp')
		.set((eb) => ({ last_step: step, confirmed_at: eb.fn.coalesce('confirmed_at', eb.val(tx.now)) }))
		.where('user_id', '=', userId)
		.execute();
}

export async function deleteTotp(tx: Tx, userId: string): Promise<void> {
	await tx.sql.deleteFrom('totp').where('user_id', '=', userId).execute();
}
