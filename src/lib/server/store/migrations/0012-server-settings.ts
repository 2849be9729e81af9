import type { Kysely } from 'kysely';

/** What those who look after the server have chosen, and the links by which somebody takes a new password. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('server_settings')
		.addColumn('name', 'text', (column) => column.primaryKey())
		.addColumn('value', 'text', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('password_resets')
		.addColumn('token_hash', 'text', (column) => column.primaryKey())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('expires_at', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema.createIndex('password_resets_user').on('password_resets').column('user_id').execute();
}
