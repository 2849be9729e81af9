import type { Kysely } from 'kysely';

/** When people were last seen, and whether they let others know. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('presences')
		.addColumn('user_id', 'text', (column) => column.primaryKey())
		.addColumn('last_seen_at', 'bigint')
		.addColumn('hide_last_seen', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
}
