import type { Kysely } from 'kysely';

/** Second factors: authenticator apps, recovery codes and passkeys. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('totp')
		.addColumn('user_id', 'text', (column) => column.primaryKey())
		.addColumn('secret_sealed', 'blob', (column) => column.notNull())
		.addColumn('confirmed_at', 'bigint')
		.addColumn('last_step', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('recovery_codes')
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('digest', 'text', (column) => column.notNull())
		.addColumn('used_at', 'bigint')
		.addPrimaryKeyConstraint('recovery_codes_key', ['user_id', 'digest'])
		.execute();
	await db.schema
		.createTable('passkeys')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('name', 'text', (column) => column.notNull())
		.addColumn('public_key', 'blob', (column) => column.notNull())
		.addColumn('counter', 'bigint', (column) => column.notNull())
		.addColumn('transports', 'text', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.addColumn('last_used_at', 'bigint')
		.execute();
	await db.schema.createIndex('passkeys_user').on('passkeys').column('user_id').execute();
}
