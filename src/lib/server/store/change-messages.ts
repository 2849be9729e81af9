import type { Document } from '../../protocol/document/document.ts';
import { chatKey } from './chat-keys.ts';
import type { MessageRow } from './messages.ts';
import type { Tx } from './open-store.ts';

/** Puts another text in the place of a message's. */
export async function updateMessage(tx: Tx, row: MessageRow, content: Document): Promise<MessageRow> {
	const key = await chatKey(tx, row.chat_id);
	const sealed = key.seal('message', row.id, content);
	return change(tx, row, { body_sealed: sealed, edited_at: tx.now });
}

/** Takes a message's text away for good; its place stays. */
export async function deleteMessage(tx: Tx, row: MessageRow): Promise<MessageRow> {
	return change(tx, row, { body_sealed: null, deleted_at: tx.now });
}

async function change(tx: Tx, row: MessageRow, to: Partial<MessageRow>): Promise<MessageRow> {
	await tx.sql
		.updateTable('messages')
		.set({ ...to, stamp: tx.stamp })
		.where('id', '=', row.id)
		.execute();
	// Whoever pulls learns by the chat that something in it changed.
	await tx.sql.updateTable('chats').set({ stamp: tx.stamp }).where('id', '=', row.chat_id).execute();
	await tx.sql.deleteFrom('mentions').where('chat_id', '=', row.chat_id).where('seq', '=', row.seq).execute();
	return { ...row, ...to, stamp: tx.stamp };
}
