import type { Chat, Member, Message } from '../../protocol/entities.ts';
import { chatKey } from './chat-keys.ts';
import type { ChatRow } from './chats.ts';
import type { MemberRow } from './members.ts';
import { findLatest } from './messages.ts';
import type { Db } from './open-store.ts';
import { countUnread } from './unread.ts';

/** Up to so many members a chat names all of them; above, the reader and the writer of the latest message. */
export const membersListedMax = 100;

/** Chats as one person sees them, in the order of the ids; those of which the person is no member are left out. */
export async function findChatViews(db: Db, userId: string, chatIds: readonly string[]): Promise<Chat[]> {
	if (chatIds.length === 0) return [];
	const chats = await db.sql.selectFrom('chats').selectAll().where('id', 'in', chatIds).execute();
	const own = await db.sql
		.selectFrom('members')
		.selectAll()
		.where('user_id', '=', userId)
		.where('chat_id', 'in', chatIds)
		.execute();
	const ownOf = new Map(own.map((member) => [member.chat_id, member]));
	const listed = await findListedMembers(db, chats, userId);
	const latest = await findLatest(db, chats);
	const views = new Map<string, Chat>();
	for (const chat of chats) {
		const member = ownOf.get(chat.id);
		if (!member) continue;
		views.set(
			chat.id,
			await toView(db, chat, member, listed.get(chat.id) ?? [], latest.get(chat.id) ?? null)
		);
	}
	return chatIds.flatMap((id) => views.get(id) ?? []);
}

/** One chat as one person sees it. @throws Error when the person never was a member. */
export async function findChatView(db: Db, userId: string, chatId: string): Promise<Chat> {
	const [view] = await findChatViews(db, userId, [chatId]);
	if (!view) throw new Error('A view was asked for by someone who is not a member.');
	return view;
}

async function findListedMembers(db: Db, chats: ChatRow[], userId: string): Promise<Map<string, Member[]>> {
	const small = chats.filter((chat) => chat.member_count <= membersListedMax).map((chat) => chat.id);
	const large = chats.filter((chat) => chat.member_count > membersListedMax).map((chat) => chat.id);
	const rows = [...(await findAllMembers(db, small)), ...(await findSomeMembers(db, large, userId))];
	const listed = new Map<string, Member[]>();
	for (const row of rows) {
		const member = { userId: row.user_id, role: row.role, readSeq: row.read_seq };
		listed.set(row.chat_id, [...(listed.get(row.chat_id) ?? []), member]);
	}
	return listed;
}

type ListedRow = Pick<MemberRow, 'chat_id' | 'user_id' | 'role' | 'read_seq'>;

async function findAllMembers(db: Db, chatIds: string[]): Promise<ListedRow[]> {
	if (chatIds.length === 0) return [];
	return db.sql
		.selectFrom('members')
		.select(['chat_id', 'user_id', 'role', 'read_seq'])
		.where('chat_id', 'in', chatIds)
		.where('removed_at', 'is', null)
		.execute();
}

async function findSomeMembers(db: Db, chatIds: string[], userId: string): Promise<ListedRow[]> {
	if (chatIds.length === 0) return [];
	return db.sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.leftJoin('messages', (join) =>
			join.onRef('messages.chat_id', '=', 'chats.id').onRef('messages.seq', '=', 'chats.last_seq')
		)
		.select(['members.chat_id', 'members.user_id', 'members.role', 'members.read_seq'])
		.where('members.chat_id', 'in', chatIds)
		.where('members.removed_at', 'is', null)
		.where((eb) =>
			eb.or([eb('members.user_id', '=', userId), eb('members.user_id', '=', eb.ref('messages.sender_id'))])
		)
		.execute();
}

async function toView(
	db: Db,
	chat: ChatRow,
	own: MemberRow,
	members: Member[],
	lastMessage: Message | null
): Promise<Chat> {
	const removed = own.removed_at !== null || chat.merged_into !== null;
	// Who is out gets to know that much, and nothing that came afterwards. A chat that only went with its emptied
	// draft stays its author's.
	const out = removed && (chat.initiated_at !== null || chat.merged_into !== null);
	const counts = removed ? { unread: 0, mentions: 0 } : await countUnread(db, chat, own);
	return {
		id: chat.id,
		kind: chat.kind,
		title: out ? null : await openTitle(db, chat),
		titleVersion: chat.title_version,
		memberCount: chat.member_count,
		members: out ? [] : members,
		myRole: own.role,
		lastSeq: removed ? own.read_seq : chat.last_seq,
		lastMessage: removed ? null : lastMessage,
		readSeq: own.read_seq,
		...counts,
		pinned: own.pinned === 1,
		archived: own.archived === 1,
		mutedUntil: own.muted_until,
		draftOnly: chat.initiated_at === null,
		createdAt: chat.created_at,
		activeAt: chat.active_at,
		removed
	};
}

async function openTitle(db: Db, chat: ChatRow): Promise<string | null> {
	if (chat.title_sealed === null) return null;
	return (await chatKey(db, chat.id)).open<string>('title', chat.id, chat.title_sealed);
}
