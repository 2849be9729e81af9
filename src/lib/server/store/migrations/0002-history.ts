import type { Kysely } from 'kysely';

/** Earlier and rejected drafts, changes of titles that were answered, and a quick count of deleted messages. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createTable('draft_history')
		.addColumn('id', 'text', (column) => column.primaryKey())
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('body_sealed', 'blob', (column) => column.notNull())
		.addColumn('device_id', 'text')
		.addColumn('reason', 'text', (column) => column.notNull())
		.addColumn('saved_at', 'bigint', (column) => column.notNull())
		.execute();
	await db.schema
		.createIndex('draft_history_place')
		.on('draft_history')
		.columns(['user_id', 'chat_id', 'saved_at', 'id'])
		.execute();
	await db.schema.createIndex('draft_history_age').on('draft_history').column('saved_at').execute();
	await db.schema
		.createTable('title_mutations')
		.addColumn('user_id', 'text', (column) => column.notNull())
		.addColumn('mutation_id', 'text', (column) => column.notNull())
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('fingerprint', 'blob', (column) => column.notNull())
		.addPrimaryKeyConstraint('title_mutations_key', ['user_id', 'mutation_id'])
		.execute();
	await db.schema
		.createIndex('messages_deleted')
		.on('messages')
		.columns(['chat_id', 'seq'])
		.where('deleted_at' as never, 'is not', null)
		.execute();
}
