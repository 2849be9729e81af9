import type { Selectable } from 'kysely';
import type { MemberRole } from '../../protocol/entities.ts';
import type { Db, Tx } from './open-store.ts';
import type { MembersTable } from './tables.ts';

export type MemberRow = Selectable<MembersTable>;

export async function findMember(db: Db, chatId: string, userId: string): Promise<MemberRow | undefined> {
	return db.sql
		.selectFrom('members')
		.selectAll()
		.where('chat_id', '=', chatId)
		.where('user_id', '=', userId)
		.executeTakeFirst();
}

/** The ids of those who are in the chat now. */
export async function memberIds(db: Db, chatId: string): Promise<string[]> {
	const rows = await db.sql
		.selectFrom('members')
		.select('user_id')
		.where('chat_id', '=', chatId)
		.where('removed_at', 'is', null)
		.execute();
	return rows.map((row) => row.user_id);
}

/** The chats whose messages a person may get: those of others only once they have begun. */
export async function liveChatIds(db: Db, userId: string): Promise<string[]> {
	const rows = await db.sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.select('members.chat_id')
		.where('members.user_id', '=', userId)
		.where('members.removed_at', 'is', null)
		.where('chats.merged_into', 'is', null)
		.where((eb) => eb.or([eb('chats.initiated_at', 'is not', null), eb('chats.creator_id', '=', userId)]))
		.execute();
	return rows.map((row) => row.chat_id);
}

export async function insertMember(tx: Tx, chatId: string, userId: string, role: MemberRole): Promise<void> {
	await tx.sql
		.insertInto('members')
		.values({
			chat_id: chatId,
			user_id: userId,
			role,
			read_seq: 0,
			pinned: 0,
			archived: 0,
			muted_until: null,
			joined_at: tx.now,
			removed_at: null,
			stamp: tx.stamp
		})
		.execute();
}

/** Takes a chat off a person's list, or puts it back. */
export async function updateRemoved(
	tx: Tx,
	chatId: string,
	userId: string,
	removedAt: number | null
): Promise<void> {
	await tx.sql
		.updateTable('members')
		.set({ removed_at: removedAt, stamp: tx.stamp })
		.where('chat_id', '=', chatId)
		.where('user_id', '=', userId)
		.execute();
}

/** Moves a person's place of reading. The caller has made sure that it goes forward. */
export async function updateReadSeq(tx: Tx, chatId: string, userId: string, seq: number): Promise<void> {
	await tx.sql
		.updateTable('members')
		.set({ read_seq: seq, stamp: tx.stamp })
		.where('chat_id', '=', chatId)
		.where('user_id', '=', userId)
		.execute();
}
