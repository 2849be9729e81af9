import { sql, type Kysely } from 'kysely';

/**
 * Since which command somebody is in a chat: `stamp` goes on with all that happens to them there. Of those who are in it already no
 * more is known than that it is not later than that.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`ALTER TABLE members ADD COLUMN joined_stamp bigint NOT NULL DEFAULT 0`.execute(db);
	await sql`UPDATE members SET joined_stamp = stamp`.execute(db);
	// Only written when somebody comes or goes.
	await db.schema
		.createIndex('members_joined')
		.on('members')
		.columns(['chat_id', 'joined_stamp'])
		.where('removed_at' as never, 'is', null)
		.execute();
	await db.schema
		.createIndex('members_left')
		.on('members')
		.columns(['chat_id', 'stamp'])
		.where('removed_at' as never, 'is not', null)
		.execute();
}
