import { sql, type Kysely } from 'kysely';

/** Reactions, pins, forwarding and a count of changes on messages; the earlier texts of edited ones. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`ALTER TABLE messages ADD COLUMN version integer NOT NULL DEFAULT 0`.execute(db);
	await sql`ALTER TABLE messages ADD COLUMN reactions text NOT NULL DEFAULT '[]'`.execute(db);
	await sql`ALTER TABLE messages ADD COLUMN pinned_at bigint`.execute(db);
	await sql`ALTER TABLE messages ADD COLUMN forwarded_from text`.execute(db);
	await db.schema
		.createIndex('messages_pinned')
		.on('messages')
		.columns(['chat_id', 'pinned_at'])
		.where('pinned_at' as never, 'is not', null)
		.execute();
	await db.schema
		.createTable('message_versions')
		.addColumn('message_id', 'text', (column) => column.notNull())
		.addColumn('version', 'integer', (column) => column.notNull())
		.addColumn('chat_id', 'text', (column) => column.notNull())
		.addColumn('body_sealed', 'blob', (column) => column.notNull())
		.addColumn('written_at', 'bigint', (column) => column.notNull())
		.addPrimaryKeyConstraint('message_versions_key', ['message_id', 'version'])
		.execute();
	await db.schema.createIndex('message_versions_chat').on('message_versions').column('chat_id').execute();
}
