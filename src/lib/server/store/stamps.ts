import type { Db } from './open-store.ts';

/** The number of the last committed command. Read it before the rows that it is to cover. */
export async function lastStamp(db: Db): Promise<number> {
	const row = await db.sql
		.selectFrom('counters')
		.select('value')
		.where('name', '=', 'stamp')
		.executeTakeFirst();
	return Number(row?.value ?? 0);
}
