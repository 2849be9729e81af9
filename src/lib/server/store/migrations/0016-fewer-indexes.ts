import { sql, type Kysely } from 'kysely';

/**
 * Each message wrote into three indexes by the number of the command that nothing needs for what is new: the newest messages of a
 * chat are those with the highest `seq`. Only those that were changed afterwards have to be found by it (docs/performance.md).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	for (const index of ['messages_stamp', 'chats_stamp', 'members_user'])
		await db.schema.dropIndex(index).execute();
	await db.schema.createIndex('members_user').on('members').column('user_id').execute();
	await db.schema
		.createIndex('messages_changed')
		.on('messages')
		.columns(['chat_id', 'stamp'])
		.where(sql.ref('version'), '>', sql.lit(0))
		.execute();
}
