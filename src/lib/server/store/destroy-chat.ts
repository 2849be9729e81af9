import type { Tx } from './open-store.ts';

/**
 * Destroys a chat: its key first of all, and everything that the key would open. The row stays, with no title, so that
 * its id is never taken again and its members learn that it is gone. What is left of it besides are keyed digests of
 * answered requests, which nobody can compare with anything any more.
 */
export async function destroyChat(tx: Tx, chatId: string, by: string): Promise<void> {
	for (const table of ['chat_keys', 'messages', 'message_versions', 'mentions'] as const) {
		await tx.sql.deleteFrom(table).where('chat_id', '=', chatId).execute();
	}
	for (const table of ['drafts', 'draft_history'] as const) await deleteOfMembers(tx, table, chatId);
	tx.keyring.forget(chatId);
	await tx.sql
		.updateTable('chats')
		.set({ title_sealed: null, direct_key: null, member_count: 0, deleted_at: tx.now, stamp: tx.stamp })
		.where('id', '=', chatId)
		.execute();
	await tx.sql
		.updateTable('members')
		.set({ removed_at: tx.now, removed_by: by, stamp: tx.stamp })
		.where('chat_id', '=', chatId)
		.where('removed_at', 'is', null)
		.execute();
}

/** By way of those who are or were in the chat, since these rows are found by their owner. */
async function deleteOfMembers(tx: Tx, table: 'drafts' | 'draft_history', chatId: string): Promise<void> {
	await tx.sql
		.deleteFrom(table)
		.where('user_id', 'in', (eb) =>
			eb.selectFrom('members').select('members.user_id').where('members.chat_id', '=', chatId)
		)
		.where('chat_id', '=', chatId)
		.execute();
}
