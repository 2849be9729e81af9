import type { Document } from '../../protocol/document/document.ts';
import type { MessageVersion } from '../../protocol/entities.ts';
import { chatKey, sealingKey } from './chat-keys.ts';
import type { MessageRow } from './messages.ts';
import type { Db, Tx } from './open-store.ts';

/** Keeps the present text of a message as an earlier one, sealed for that place. */
export async function insertMessageVersion(tx: Tx, row: MessageRow): Promise<void> {
	if (row.body_sealed === null) return;
	const key = await sealingKey(tx, row.chat_id);
	const content = key.open<Document>('message', row.id, row.body_sealed);
	await tx.sql
		.insertInto('message_versions')
		.values({
			message_id: row.id,
			version: row.version,
			chat_id: row.chat_id,
			body_sealed: key.seal('message-version', placeOf(row), content),
			written_at: row.edited_at ?? row.created_at
		})
		.execute();
}

/** The earlier texts of a message, the oldest first. */
export async function findMessageVersions(db: Db, message: MessageRow): Promise<MessageVersion[]> {
	const rows = await db.sql
		.selectFrom('message_versions')
		.selectAll()
		.where('message_id', '=', message.id)
		.orderBy('version')
		.execute();
	const key = await chatKey(db, message.chat_id);
	return rows.map((row) => ({
		content: key.open<Document>('message-version', placeOf({ ...row, id: row.message_id }), row.body_sealed),
		writtenAt: row.written_at
	}));
}

/** Takes the earlier texts of a message away for good. */
export async function deleteMessageVersions(tx: Tx, messageId: string): Promise<void> {
	await tx.sql.deleteFrom('message_versions').where('message_id', '=', messageId).execute();
}

function placeOf({ id, version }: { id: string; version: number }): string {
	return `${id}:${version}`;
}
