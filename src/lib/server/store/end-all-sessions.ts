import { sql, type Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** Whoever was signed in is not any more, nor is any program. In the form of an earlier version, too, which may know no tokens. */
export async function endAllSessions(db: Kysely<Tables>): Promise<void> {
	const { rows } = await sql<{ name: 'sessions' | 'tokens' }>`SELECT name FROM sqlite_master
		WHERE type = 'table' AND name IN ('sessions', 'tokens')`.execute(db);
	for (const { name } of rows) await db.deleteFrom(name).execute();
}
