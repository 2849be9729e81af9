import type { Selectable } from 'kysely';
import type { Writers } from '../../protocol/entities.ts';
import { sealingKey } from './chat-keys.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';
import type { ChatsTable } from './tables.ts';

export type ChatRow = Selectable<ChatsTable>;
/** A chat without what is sealed of it, and without what only tells whether it was asked for before. */
export type ChatFacts = Omit<ChatRow, 'title_sealed' | 'create_fingerprint' | 'stamp'>;
export type NewChat = Pick<ChatRow, 'id' | 'kind' | 'creator_id' | 'create_fingerprint' | 'direct_key'> & {
	title: string | null;
	memberCount: number;
};

const chatById = prepare<{ id: string }>()((sql, place) =>
	sql.selectFrom('chats').selectAll().where('id', '=', place('id'))
);

export async function findChat(db: Db, id: string): Promise<ChatRow | undefined> {
	return db.prepared.first(chatById, { id });
}

/** The chat that two people share, or the one that this person alone has begun with the other. */
export async function findDirectChat(
	db: Db,
	directKey: string,
	userId: string
): Promise<ChatRow | undefined> {
	return db.sql
		.selectFrom('chats')
		.selectAll()
		.where('direct_key', '=', directKey)
		.where('merged_into', 'is', null)
		.where('deleted_at', 'is', null)
		.where((eb) => eb.or([eb('initiated_at', 'is not', null), eb('creator_id', '=', userId)]))
		.executeTakeFirst();
}

/** The draft-only chats of others with the same pair of people. */
export async function findDirectTwins(db: Db, chat: ChatFacts): Promise<ChatRow[]> {
	if (chat.direct_key === null) return [];
	return db.sql
		.selectFrom('chats')
		.selectAll()
		.where('direct_key', '=', chat.direct_key)
		.where('id', '!=', chat.id)
		.where('initiated_at', 'is', null)
		.where('merged_into', 'is', null)
		.execute();
}

/** Stores a new chat, whose key must be in the store already. It is draft-only. */
export async function insertChat(tx: Tx, chat: NewChat): Promise<void> {
	const { title, memberCount, ...row } = chat;
	const key = await sealingKey(tx, chat.id);
	await tx.sql
		.insertInto('chats')
		.values({
			...row,
			title_sealed: title === null ? null : key.seal('title', chat.id, title),
			title_version: 0,
			member_count: memberCount,
			last_seq: 0,
			initiated_at: null,
			writers: 'all',
			deleted_at: null,
			merged_into: null,
			created_at: tx.now,
			active_at: tx.now,
			stamp: tx.stamp
		})
		.execute();
}

const nextSeq = prepare<{ id: string; earlier: number; seq: number; now: number; stamp: number }>()(
	(sql, place) =>
		sql
			.updateTable('chats')
			.set({ last_seq: place('seq'), active_at: place('now'), stamp: place('stamp') })
			.where('id', '=', place('id'))
			.where('last_seq', '=', place('earlier'))
);

/**
 * Gives the next `seq` of the chat, and makes the chat the latest active one. `chat`: as it was read in this transaction.
 * @throws Error where it is not so any more.
 */
export function takeSeq({ prepared, now, stamp }: Tx, chat: Pick<ChatRow, 'id' | 'last_seq'>): number {
	const { id, last_seq: earlier } = chat;
	const seq = earlier + 1;
	if (prepared.run(nextSeq, { id, earlier, seq, now, stamp }) !== 1)
		throw new Error('A chat is not as it was just read.');
	return seq;
}

/** Tells the chat to all its members in their next pull. */
export async function touchChat(tx: Tx, chatId: string): Promise<void> {
	await tx.sql.updateTable('chats').set({ stamp: tx.stamp }).where('id', '=', chatId).execute();
}

/** From now on the members see the chat. */
export async function initiateChat(tx: Tx, chatId: string): Promise<void> {
	await tx.sql
		.updateTable('chats')
		.set({ initiated_at: tx.now, stamp: tx.stamp })
		.where('id', '=', chatId)
		.execute();
}

/** Sends everyone who still uses one chat on to another. */
export async function mergeChat(tx: Tx, chatId: string, into: string): Promise<void> {
	await tx.sql
		.updateTable('chats')
		.set({ merged_into: into, stamp: tx.stamp })
		.where('id', '=', chatId)
		.execute();
}

/** Says who may write in the chat. */
export async function updateWriters(tx: Tx, chatId: string, writers: Writers): Promise<void> {
	await tx.sql.updateTable('chats').set({ writers, stamp: tx.stamp }).where('id', '=', chatId).execute();
}

/** Counts the members anew: people came or went. */
export async function recountMembers(tx: Tx, chatId: string): Promise<void> {
	await tx.sql
		.updateTable('chats')
		.set((eb) => ({
			member_count: eb
				.selectFrom('members')
				.select((count) => count.fn.countAll<number>().as('count'))
				.where('members.chat_id', '=', chatId)
				.where('members.removed_at', 'is', null),
			stamp: tx.stamp
		}))
		.where('id', '=', chatId)
		.execute();
}
