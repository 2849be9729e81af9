import { sql, type Kysely } from 'kysely';

/**
 * One's own messages behind one's place of reading are counted, and nearly all others are before it: only the few that can count
 * stand in the index, which had cost more than all else that a message writes (docs/performance.md).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await db.schema.alterTable('messages').addColumn('ahead', 'integer').execute();
	await sql`UPDATE messages SET ahead = 1 WHERE rowid IN (
		SELECT messages.rowid FROM members JOIN messages
			ON messages.chat_id = members.chat_id AND messages.sender_id = members.user_id AND messages.seq > members.read_seq
	)`.execute(db);
	await db.schema.dropIndex('messages_sender').execute();
	await db.schema
		.createIndex('messages_ahead')
		.on('messages')
		.columns(['chat_id', 'sender_id', 'seq'])
		.where(sql.ref('ahead'), 'is not', null)
		.execute();
}
