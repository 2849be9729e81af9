import { sql, type Kysely } from 'kysely';

/** What people are told of, and where they marked a chat as unread. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('members').addColumn('notify', 'text').execute();
	await db.schema.alterTable('members').addColumn('unread_from', 'bigint').execute();
	await db.schema
		.createTable('notification_settings')
		.addColumn('user_id', 'text', (column) => column.primaryKey())
		.addColumn('level', 'text', (column) => column.notNull())
		.addColumn('quiet_from', 'integer')
		.addColumn('quiet_until', 'integer')
		.execute();
	// A person's list of mentions reads the newest first, in all chats.
	await db.schema
		.alterTable('mentions')
		.addColumn('created_at', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await sql`UPDATE mentions SET created_at = (SELECT created_at FROM messages WHERE id = mentions.message_id)`.execute(
		db
	);
	await db.schema
		.createIndex('mentions_of_person')
		.on('mentions')
		.columns(['user_id', 'created_at', 'message_id'])
		.execute();
}
