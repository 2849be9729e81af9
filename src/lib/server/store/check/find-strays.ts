import { sql } from 'kysely';
import type { Checked } from '../open-for-check.ts';

/** Which column of which table names a row of which other. */
const references = [
	['members', 'chat_id', 'chats', 'id'],
	['members', 'user_id', 'users', 'id'],
	['messages', 'chat_id', 'chats', 'id'],
	['messages', 'sender_id', 'users', 'id'],
	['message_versions', 'message_id', 'messages', 'id'],
	['mentions', 'message_id', 'messages', 'id'],
	['drafts', 'chat_id', 'chats', 'id'],
	['draft_history', 'chat_id', 'chats', 'id'],
	['sessions', 'user_id', 'users', 'id'],
	['devices', 'user_id', 'users', 'id']
] as const;

/** Rows that belong to one that is not there, a sentence for each kind. */
export async function* findStrays({ db }: Checked): AsyncGenerator<string> {
	for (const [table, column, other, key] of references) {
		const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM ${sql.table(table)} AS one
			WHERE NOT EXISTS (SELECT 1 FROM ${sql.table(other)} AS other
			WHERE ${sql.ref(`other.${key}`)} = ${sql.ref(`one.${column}`)})`.execute(db.sql);
		const count = rows[0]?.count ?? 0;
		if (count > 0) yield `${count} rows of ${table} belong to none of ${other}.`;
	}
}
