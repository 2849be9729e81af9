import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * The time that begins when a store is restored: its commands are numbered on from the backup, so that the numbers of what
 * was lost are given out a second time. `id` tells the eras apart; what came after `since`, in ms, may be lost.
 */
export type Era = { id: string; since: number };

/** Null: the store never was restored. */
export async function readEra(sql: Kysely<Tables>): Promise<Era | null> {
	const row = await sql.selectFrom('facts').select('value').where('name', '=', 'era').executeTakeFirst();
	return row ? (JSON.parse(row.value) as Era) : null;
}

export async function writeEra(sql: Kysely<Tables>, era: Era): Promise<void> {
	const value = JSON.stringify(era);
	await sql
		.insertInto('facts')
		.values({ name: 'era', value })
		.onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
		.execute();
}
