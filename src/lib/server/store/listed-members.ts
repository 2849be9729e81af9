import type { Member } from '../../protocol/entities.ts';
import type { ChatRow } from './chats.ts';
import type { MemberRow } from './members.ts';
import type { Db } from './open-store.ts';
import { allOf, prepareList, sharedOf } from './prepared-list.ts';

/** Up to so many members a chat names all of them; above, the reader and the writer of the latest message. */
export const membersListedMax = 100;

type ListedRow = Pick<MemberRow, 'chat_id' | 'user_id' | 'role' | 'read_seq' | 'added_seq'>;

const columns = [
	'members.chat_id',
	'members.user_id',
	'members.role',
	'members.read_seq',
	'members.added_seq'
] as const;

/** A member as the others see them: who was added claims to have read nothing of what was there before. */
export function toMember(row: Omit<ListedRow, 'chat_id'>): Member {
	const readSeq = row.read_seq > row.added_seq ? row.read_seq : 0;
	return { userId: row.user_id, role: row.role, readSeq };
}

/** The members that a view of these chats names, by chat id. */
export async function findListedMembers(
	db: Db,
	chats: ChatRow[],
	userId: string
): Promise<Map<string, Member[]>> {
	const small = chats.filter((chat) => chat.member_count <= membersListedMax).map((chat) => chat.id);
	const large = chats.filter((chat) => chat.member_count > membersListedMax).map((chat) => chat.id);
	const [only] = small;
	if (only !== undefined && chats.length === 1) return new Map([[only, findAllIn(db, only)]]);
	const rows: ListedRow[] = [
		...allOf(db.prepared, membersIn, small, {}),
		...allOf(db.prepared, someMembersIn, large, { userId })
	];
	const listed = Map.groupBy(rows, (row) => row.chat_id);
	return new Map([...listed].map(([chatId, members]) => [chatId, members.map(toMember)]));
}

const membersOf = new WeakMap<readonly ListedRow[], Member[]>();

/** All in one chat: whoever comes back to it, and missed something there, is told the same. */
function findAllIn(db: Db, chatId: string): Member[] {
	const rows = sharedOf(db.prepared, membersIn, chatId, {});
	const members = membersOf.get(rows) ?? rows.map(toMember);
	membersOf.set(rows, members);
	return members;
}

const membersIn = prepareList()((sql, chatIds) =>
	sql.selectFrom('members').select(columns).where('chat_id', 'in', chatIds).where('removed_at', 'is', null)
);

const someMembersIn = prepareList<{ userId: string }>()((sql, chatIds, place) =>
	sql
		.selectFrom('members')
		.innerJoin('chats', 'chats.id', 'members.chat_id')
		.leftJoin('messages', (join) =>
			join.onRef('messages.chat_id', '=', 'chats.id').onRef('messages.seq', '=', 'chats.last_seq')
		)
		.select(columns)
		.where('members.chat_id', 'in', chatIds)
		.where('members.removed_at', 'is', null)
		.where((eb) =>
			eb.or([
				eb('members.user_id', '=', place('userId')),
				eb('members.user_id', '=', eb.ref('messages.sender_id'))
			])
		)
);
