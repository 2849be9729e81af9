import type { Db } from './open-store.ts';
import { prepare } from './prepared.ts';

const lastGiven = prepare()((sql) => sql.selectFrom('counters').select('value').where('name', '=', 'stamp'));

/** The number of the last committed command. Read it before the rows that it is to cover. */
export async function lastStamp(db: Db): Promise<number> {
	return Number(db.prepared.first(lastGiven, {})?.value ?? 0);
}
