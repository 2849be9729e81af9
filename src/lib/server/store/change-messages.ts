import type { Document } from '../../protocol/document/document.ts';
import type { Message } from '../../protocol/entities.ts';
import { sealingKey } from './chat-keys.ts';
import { deleteMentions } from './mentions.ts';
import { deleteMessageVersions, insertMessageVersion } from './message-versions.ts';
import { fingerprintOf, type MessageRow } from './messages.ts';
import type { Tx } from './open-store.ts';

/** Puts another text in the place of a message's; the earlier one is kept for its sender. */
export async function updateMessage(tx: Tx, row: MessageRow, content: Document): Promise<MessageRow> {
	const key = await sealingKey(tx, row.chat_id);
	// What was sent first is no longer said by the row: a send that is repeated after this is still known.
	const fingerprint = await fingerprintOf(tx, row);
	await insertMessageVersion(tx, row);
	await deleteMentions(tx, row);
	return change(tx, row, {
		body_sealed: key.seal('message', row.id, content),
		edited_at: tx.now,
		fingerprint
	});
}

/** Takes a message's text away for good, with all that it said before and what others made of it; its place stays. */
export async function deleteMessage(tx: Tx, row: MessageRow): Promise<MessageRow> {
	const fingerprint = await fingerprintOf(tx, row);
	await deleteMessageVersions(tx, row.id);
	await deleteMentions(tx, row);
	const gone = { body_sealed: null, deleted_at: tx.now, reactions: '[]', pinned_at: null };
	return change(tx, row, { ...gone, fingerprint });
}

/** Replaces the reactions to a message. */
export async function updateReactions(tx: Tx, row: MessageRow, reactions: Message['reactions']) {
	return change(tx, row, { reactions: JSON.stringify(reactions) });
}

/** Pins a message to its chat, or takes it off. */
export async function updatePinned(tx: Tx, row: MessageRow, pinnedAt: number | null): Promise<MessageRow> {
	return change(tx, row, { pinned_at: pinnedAt });
}

async function change(tx: Tx, row: MessageRow, to: Partial<MessageRow>): Promise<MessageRow> {
	const changed = { ...to, version: row.version + 1, stamp: tx.stamp };
	await tx.sql.updateTable('messages').set(changed).where('id', '=', row.id).execute();
	// Whoever pulls learns by the chat that something in it changed.
	await tx.sql.updateTable('chats').set({ stamp: tx.stamp }).where('id', '=', row.chat_id).execute();
	return { ...row, ...changed };
}
