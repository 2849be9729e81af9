import type { Kysely } from 'kysely';
import type { KeptStatement } from './dialects/kept-statements.ts';
import { kyselyOver } from './dialects/sqlite.ts';
import { Runner } from './prepared.ts';
import type { Tables } from './tables.ts';

/** Two ways to one connection: `sql` composes a statement and runs it, `prepared` runs one whose text was made before. */
export type Sql = { sql: Kysely<Tables>; prepared: Runner };

export function sqlOver(statements: (sql: string) => KeptStatement): Sql {
	return { sql: kyselyOver(statements), prepared: new Runner(statements) };
}
