import { sql as sqlText, type Selectable } from 'kysely';
import type { Chat, MemberRole } from '../../protocol/entities.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';
import type { MembersTable } from './tables.ts';

export type MemberRow = Selectable<MembersTable>;
/** What somebody is in a chat. */
export type Membership = Omit<MemberRow, 'stamp'>;

const memberByPlace = prepare<{ chatId: string; userId: string }>()((sql, place) =>
	sql
		.selectFrom('members')
		.selectAll()
		.where('chat_id', '=', place('chatId'))
		.where('user_id', '=', place('userId'))
);

export async function findMember(db: Db, chatId: string, userId: string): Promise<MemberRow | undefined> {
	return db.prepared.first(memberByPlace, { chatId, userId });
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

const liveChatsOf = prepare<{ userId: string }>()((sql, place) =>
	sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.select('members.chat_id')
		.where('members.user_id', '=', place('userId'))
		.where('members.removed_at', 'is', null)
		.where('members.hidden', '=', 0)
		.where('chats.merged_into', 'is', null)
		.where((eb) =>
			eb.or([eb('chats.initiated_at', 'is not', null), eb('chats.creator_id', '=', place('userId'))])
		)
);

/** The chats whose messages a person may get: those of others only once they have begun. */
export function liveChatIds(db: Db, userId: string): string[] {
	return db.prepared.all(liveChatsOf, { userId }).map((row) => row.chat_id);
}

/** How many owners the chat has now. */
export async function countOwners(db: Db, chatId: string): Promise<number> {
	const row = await db.sql
		.selectFrom('members')
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.where('chat_id', '=', chatId)
		.where('role', '=', 'owner')
		.where('removed_at', 'is', null)
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

/** Puts a person into a chat, for the first time or again. What is there already, up to `lastSeq`, is not unread. */
export async function insertMember(
	tx: Tx,
	chat: { id: string; lastSeq: number },
	userId: string,
	role: MemberRole
): Promise<void> {
	const joined = {
		role,
		read_seq: chat.lastSeq,
		added_seq: chat.lastSeq,
		cleared_seq: 0,
		hidden: 0 as const,
		archived: 0 as const,
		unread_from: null,
		joined_at: tx.now,
		joined_stamp: tx.stamp,
		removed_at: null,
		removed_by: null,
		stamp: tx.stamp
	};
	await tx.sql
		.insertInto('members')
		.values({ chat_id: chat.id, user_id: userId, pinned: 0, muted_until: null, notify: null, ...joined })
		.onConflict((conflict) => conflict.columns(['chat_id', 'user_id']).doUpdateSet(joined))
		.execute();
}

/** Takes somebody's row out as if it had never been: they never saw the chat. */
export async function deleteMember(tx: Tx, chatId: string, userId: string): Promise<void> {
	await tx.sql.deleteFrom('members').where('chat_id', '=', chatId).where('user_id', '=', userId).execute();
}

type Change = Partial<
	Pick<
		MemberRow,
		| 'role'
		| 'read_seq'
		| 'pinned'
		| 'archived'
		| 'muted_until'
		| 'notify'
		| 'unread_from'
		| 'removed_at'
		| 'removed_by'
		| 'hidden'
		| 'cleared_seq'
	>
>;

async function updateMember(tx: Tx, chatId: string, userId: string, change: Change): Promise<void> {
	await tx.sql
		.updateTable('members')
		.set({ ...change, stamp: tx.stamp })
		.where('chat_id', '=', chatId)
		.where('user_id', '=', userId)
		.execute();
}

/** Takes a chat off a person's list, or puts it back. */
export function updateRemoved(
	tx: Tx,
	chatId: string,
	userId: string,
	removedAt: number | null
): Promise<void> {
	return updateMember(tx, chatId, userId, { removed_at: removedAt });
}

/** Takes somebody out of a chat. `by` is who did it: themselves, when they leave. */
export function removeMember(tx: Tx, chatId: string, userId: string, by: string): Promise<void> {
	return updateMember(tx, chatId, userId, { removed_at: tx.now, removed_by: by, role: 'member' });
}

export function updateRole(tx: Tx, chatId: string, userId: string, role: MemberRole): Promise<void> {
	return updateMember(tx, chatId, userId, { role });
}

/** A person's own settings of a chat; what is not named stays. */
export function updateSettings(
	tx: Tx,
	chatId: string,
	userId: string,
	settings: {
		[Name in 'pinned' | 'archived' | 'mutedUntil' | 'notify' | 'unreadFrom']?: Chat[Name] | undefined;
	}
): Promise<void> {
	const { pinned, archived, mutedUntil, notify, unreadFrom } = settings;
	return updateMember(tx, chatId, userId, {
		...(pinned === undefined ? {} : { pinned: pinned ? 1 : 0 }),
		...(archived === undefined ? {} : { archived: archived ? 1 : 0 }),
		...(mutedUntil === undefined ? {} : { muted_until: mutedUntil }),
		...(notify === undefined ? {} : { notify }),
		...(unreadFrom === undefined ? {} : { unread_from: unreadFrom })
	});
}

/** Clears a direct chat for one person up to a message, and takes it off their list if nothing came after that. */
export function clearChat(
	tx: Tx,
	own: Membership,
	{ seq, hidden }: { seq: number; hidden: boolean }
): Promise<void> {
	return updateMember(tx, own.chat_id, own.user_id, {
		cleared_seq: Math.max(own.cleared_seq, seq),
		read_seq: Math.max(own.read_seq, seq),
		hidden: hidden ? 1 : 0
	});
}

const hiddenFrom = prepare<{ chatId: string }>()((sql, place) =>
	sql
		.selectFrom('members')
		.select('user_id')
		.where('chat_id', '=', place('chatId'))
		.where('hidden', '=', sqlText.lit(1))
);

/** Puts a hidden chat back on the lists that it is off, or on those of `userIds` alone, and answers whose those are. */
export async function showHidden(tx: Tx, chatId: string, userIds?: readonly string[]): Promise<string[]> {
	const all = tx.prepared.all(hiddenFrom, { chatId }).map((row) => row.user_id);
	const back = userIds ? all.filter((userId) => userIds.includes(userId)) : all;
	for (const userId of back) await updateMember(tx, chatId, userId, { hidden: 0 });
	return back;
}

const readUpTo = prepare<{ chatId: string; userId: string; seq: number; stamp: number }>()((sql, place) =>
	sql
		.updateTable('members')
		.set({ read_seq: place('seq'), stamp: place('stamp') })
		.where('chat_id', '=', place('chatId'))
		.where('user_id', '=', place('userId'))
);

/** Moves a person's place of reading. The caller has made sure that it goes forward. */
export async function updateReadSeq(tx: Tx, chatId: string, userId: string, seq: number): Promise<void> {
	tx.prepared.run(readUpTo, { chatId, userId, seq, stamp: tx.stamp });
}
