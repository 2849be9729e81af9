import type { Kysely } from 'kysely';

/** What programs come in with. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('tokens')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('secret_hash', 'text', (column) => column.notNull().unique())
		.addColumn('permissions', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('expires_at', 'bigint')
		.addColumn('last_used_at', 'bigint')
		.execute();
	await db.schema.createIndex('tokens_user').on('tokens').column('user_id').execute();
}
