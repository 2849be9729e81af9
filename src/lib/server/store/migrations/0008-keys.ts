import { sql, type Kysely } from 'kysely';

/** Which master key wrapped a chat key, and how often that sealed. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.alterTable('chat_keys')
		.addColumn('wrapped_by', 'text', (column) => column.notNull().defaultTo(''))
		.execute();
	await db.schema
		.alterTable('chat_keys')
		.addColumn('seals', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	// Until now there was one master key, and nobody counted: rather too many than too few, for all the saves of drafts.
	await sql`UPDATE chat_keys SET
		wrapped_by = coalesce((SELECT value FROM facts WHERE name = 'master_key'), ''),
		seals = 1000000 + 100 * coalesce((SELECT last_seq FROM chats WHERE id = chat_keys.chat_id), 0)`.execute(db);
	await db.schema.createIndex('chat_keys_master').on('chat_keys').column('wrapped_by').execute();
}
