import type { Document } from '../../protocol/document/document.ts';
import { goesOnFrom } from '../../protocol/document/goes-on-from.ts';
import type { DraftHistoryEntry, DraftHistoryReason } from '../../protocol/entities.ts';
import { chatKey, sealingKey } from './chat-keys.ts';
import type { Db, Tx } from './open-store.ts';

/** So long an entry is kept, in milliseconds: 30 days. */
export const historyMs = 30 * 24 * 60 * 60 * 1000;

/** So many entries a person has of one chat. */
const entriesMax = 50;

/** A text to keep. Its id is the client's mutation where there is one, so that a repeated request adds nothing. */
export type HistoryText = {
	id: string;
	userId: string;
	chatId: string;
	content: Document;
	deviceId: string | null;
	reason: DraftHistoryReason;
};

/** So many of the newest entries are looked at for beginnings of a new one. */
const recentMax = 6;

/** Keeps a text in the place of its beginnings, and drops the oldest of the chat above the limit. */
export async function insertDraftHistory(tx: Tx, text: HistoryText): Promise<void> {
	const key = await sealingKey(tx, text.chatId);
	await tx.sql
		.insertInto('draft_history')
		.values({
			id: text.id,
			user_id: text.userId,
			chat_id: text.chatId,
			body_sealed: key.seal('history', text.id, text.content),
			device_id: text.deviceId,
			reason: text.reason,
			saved_at: tx.now
		})
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await dropBeginnings(tx, text);
	await dropSurplus(tx, text.userId, text.chatId);
}

/** Two devices that are typed on at once write each other over with every save: fifty entries would be full in a minute. */
async function dropBeginnings(tx: Tx, text: HistoryText): Promise<void> {
	const recent = await tx.sql
		.selectFrom('draft_history')
		.select(['id', 'body_sealed'])
		.where('user_id', '=', text.userId)
		.where('chat_id', '=', text.chatId)
		.where('device_id', text.deviceId === null ? 'is' : '=', text.deviceId)
		.where('id', '!=', text.id)
		.orderBy('saved_at', 'desc')
		.limit(recentMax)
		.execute();
	const key = await chatKey(tx, text.chatId);
	const ids = recent
		.filter((row) => goesOnFrom(text.content, key.open<Document>('history', row.id, row.body_sealed)))
		.map((row) => row.id);
	if (ids.length > 0) await tx.sql.deleteFrom('draft_history').where('id', 'in', ids).execute();
}

async function dropSurplus(tx: Tx, userId: string, chatId: string): Promise<void> {
	const surplus = await tx.sql
		.selectFrom('draft_history')
		.select('id')
		.where('user_id', '=', userId)
		.where('chat_id', '=', chatId)
		.orderBy('saved_at', 'desc')
		.orderBy('id', 'desc')
		.limit(entriesMax)
		.offset(entriesMax)
		.execute();
	if (surplus.length === 0) return;
	const ids = surplus.map((row) => row.id);
	await tx.sql.deleteFrom('draft_history').where('id', 'in', ids).execute();
}

/** A person's kept texts of one chat, the newest first. */
export async function findDraftHistory(db: Db, userId: string, chatId: string): Promise<DraftHistoryEntry[]> {
	const rows = await db.sql
		.selectFrom('draft_history')
		.selectAll()
		.where('user_id', '=', userId)
		.where('chat_id', '=', chatId)
		.orderBy('saved_at', 'desc')
		.orderBy('id', 'desc')
		.limit(entriesMax)
		.execute();
	const key = await chatKey(db, chatId);
	return rows.map((row) => ({
		id: row.id,
		content: key.open<Document>('history', row.id, row.body_sealed),
		deviceId: row.device_id,
		savedAt: row.saved_at,
		reason: row.reason
	}));
}

/** Drops what is older than `historyMs`. */
export async function dropOldHistory(tx: Tx): Promise<void> {
	await tx.sql
		.deleteFrom('draft_history')
		.where('saved_at', '<', tx.now - historyMs)
		.execute();
}
