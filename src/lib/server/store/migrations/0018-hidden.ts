import { sql, type Kysely } from 'kysely';

/**
 * Every message looks for those from whose lists its chat was taken. There are hardly any: the index has only them, and is written
 * only when somebody takes a chat off their list, and when it comes back.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema
		.createIndex('members_hidden')
		.on('members')
		.column('chat_id')
		.where(sql.ref('hidden'), '=', sql.lit(1))
		.execute();
}
