import type { Selectable } from 'kysely';
import type { Document } from '../../protocol/document/document.ts';
import type { Draft } from '../../protocol/entities.ts';
import { chatKey, loadChatKeys, sealingKey } from './chat-keys.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';
import { allOf, prepareList } from './prepared-list.ts';
import type { DraftMutationsTable, DraftsTable } from './tables.ts';

export type DraftRow = Selectable<DraftsTable>;
export type DraftMutationRow = Selectable<DraftMutationsTable>;

/** What a change of a draft says: `content: null` deletes it. */
export type DraftChange = {
	userId: string;
	chatId: string;
	content: Document | null;
	replyTo: string | null;
	mutationId: string;
	deviceId: string;
};

export async function findDraft(db: Db, userId: string, chatId: string): Promise<Draft | undefined> {
	const row = await db.sql
		.selectFrom('drafts')
		.selectAll()
		.where('user_id', '=', userId)
		.where('chat_id', '=', chatId)
		.executeTakeFirst();
	return row && openDraft(db, row);
}

const draftsIn = prepareList<{ userId: string }>()((sql, chatIds, place) =>
	sql.selectFrom('drafts').selectAll().where('user_id', '=', place('userId')).where('chat_id', 'in', chatIds)
);

export async function findDraftsIn(db: Db, userId: string, chatIds: readonly string[]): Promise<Draft[]> {
	return openDrafts(db, allOf(db.prepared, draftsIn, chatIds, { userId }));
}

const changedDrafts = prepare<{ userId: string; since: number; upTo: number }>()((sql, place) =>
	sql
		.selectFrom('drafts')
		.selectAll()
		.where('user_id', '=', place('userId'))
		.where('stamp', '>=', place('since'))
		.where('stamp', '<=', place('upTo'))
);

/** A person's drafts that changed in the transactions `since` … `upTo`, tombstones included. */
export async function findChangedDrafts(
	db: Db,
	userId: string,
	since: number,
	upTo: number
): Promise<Draft[]> {
	return openDrafts(db, db.prepared.all(changedDrafts, { userId, since, upTo }));
}

/** Writes the next version of a draft, which follows `previousVersion`. */
export async function writeDraft(tx: Tx, change: DraftChange, previousVersion: number): Promise<Draft> {
	const key = await sealingKey(tx, change.chatId);
	const row: DraftRow = {
		user_id: change.userId,
		chat_id: change.chatId,
		body_sealed: change.content && key.seal('draft', change.userId, change.content),
		reply_to: change.content && change.replyTo,
		version: previousVersion + 1,
		mutation_id: change.mutationId,
		device_id: change.deviceId,
		updated_at: tx.now,
		deleted: change.content ? 0 : 1,
		stamp: tx.stamp
	};
	await tx.sql
		.insertInto('drafts')
		.values(row)
		.onConflict((conflict) => conflict.columns(['user_id', 'chat_id']).doUpdateSet(row))
		.execute();
	return toDraft(row, change.content);
}

export async function findDraftMutation(
	db: Db,
	userId: string,
	mutationId: string
): Promise<DraftMutationRow | undefined> {
	return db.sql
		.selectFrom('draft_mutations')
		.selectAll()
		.where('user_id', '=', userId)
		.where('mutation_id', '=', mutationId)
		.executeTakeFirst();
}

/** The digest of a change, by which a repeated one is told from another under the same id. */
export async function draftFingerprint(
	db: Db,
	change: Pick<DraftChange, 'chatId' | 'content' | 'replyTo'>
): Promise<Uint8Array> {
	return (await chatKey(db, change.chatId)).fingerprint([change.content, change.replyTo]);
}

export async function insertDraftMutation(tx: Tx, change: DraftChange, draft: Draft): Promise<void> {
	await tx.sql
		.insertInto('draft_mutations')
		.values({
			user_id: change.userId,
			mutation_id: change.mutationId,
			chat_id: change.chatId,
			version: draft.version,
			fingerprint: await draftFingerprint(tx, change),
			device_id: change.deviceId,
			updated_at: draft.updatedAt
		})
		.execute();
}

async function openDrafts(db: Db, rows: DraftRow[]): Promise<Draft[]> {
	await loadChatKeys(
		db,
		rows.map((row) => row.chat_id)
	);
	const drafts: Draft[] = [];
	for (const row of rows) drafts.push(await openDraft(db, row));
	return drafts;
}

async function openDraft(db: Db, row: DraftRow): Promise<Draft> {
	if (row.body_sealed === null) return toDraft(row, null);
	const key = await chatKey(db, row.chat_id);
	return toDraft(row, key.open<Document>('draft', row.user_id, row.body_sealed));
}

function toDraft(row: DraftRow, content: Document | null): Draft {
	return {
		chatId: row.chat_id,
		content,
		replyTo: row.reply_to,
		attachments: [],
		version: row.version,
		mutationId: row.mutation_id,
		deviceId: row.device_id,
		updatedAt: row.updated_at,
		deleted: row.deleted === 1
	};
}
