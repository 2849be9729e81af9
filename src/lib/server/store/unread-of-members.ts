import type { MemberRow } from './members.ts';
import type { Db } from './open-store.ts';
import type { Unread } from './unread.ts';

/** What `countUnread` answers for each of these members of one chat, in three queries for all of them. */
export async function countUnreadOfMembers(
	db: Db,
	chat: { id: string; last_seq: number },
	members: readonly MemberRow[]
): Promise<(member: MemberRow) => Unread> {
	const furthestBack = members.reduce((seq, member) => Math.min(seq, member.read_seq), chat.last_seq);
	if (furthestBack === chat.last_seq) return () => ({ unread: 0, mentions: 0 });
	const own = await countOwn(db, chat.id);
	const mentions = await countMentions(db, chat.id);
	const deleted = await findDeletedSeqs(db, chat.id, furthestBack);
	return ({ user_id, read_seq }) => ({
		unread: Math.max(0, chat.last_seq - read_seq - (own.get(user_id) ?? 0) - countAbove(deleted, read_seq)),
		mentions: mentions.get(user_id) ?? 0
	});
}

/** Everybody's own messages behind their place of reading that are not deleted. */
async function countOwn(db: Db, chatId: string): Promise<Map<string, number>> {
	const rows = await db.sql
		.selectFrom('members')
		.innerJoin('messages', (join) =>
			join
				.onRef('messages.chat_id', '=', 'members.chat_id')
				.onRef('messages.sender_id', '=', 'members.user_id')
				.onRef('messages.seq', '>', 'members.read_seq')
		)
		.select((eb) => ['members.user_id', eb.fn.countAll<number>().as('count')])
		.where('members.chat_id', '=', chatId)
		.where('messages.ahead', 'is not', null)
		.where('messages.deleted_at', 'is', null)
		.groupBy('members.user_id')
		.execute();
	return new Map(rows.map((row) => [row.user_id, Number(row.count)]));
}

async function countMentions(db: Db, chatId: string): Promise<Map<string, number>> {
	const rows = await db.sql
		.selectFrom('members')
		.innerJoin('mentions', (join) =>
			join
				.onRef('mentions.chat_id', '=', 'members.chat_id')
				.onRef('mentions.user_id', '=', 'members.user_id')
				.onRef('mentions.seq', '>', 'members.read_seq')
		)
		.select((eb) => ['members.user_id', eb.fn.countAll<number>().as('count')])
		.where('members.chat_id', '=', chatId)
		.groupBy('members.user_id')
		.execute();
	return new Map(rows.map((row) => [row.user_id, Number(row.count)]));
}

async function findDeletedSeqs(db: Db, chatId: string, after: number): Promise<number[]> {
	const rows = await db.sql
		.selectFrom('messages')
		.select('seq')
		.where('chat_id', '=', chatId)
		.where('deleted_at', 'is not', null)
		.where('seq', '>', after)
		.orderBy('seq')
		.execute();
	return rows.map((row) => row.seq);
}

/** How many of the ascending numbers are above the limit, by halving. */
function countAbove(ascending: number[], limit: number): number {
	let low = 0;
	let high = ascending.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((ascending[middle] ?? 0) > limit) high = middle;
		else low = middle + 1;
	}
	return ascending.length - low;
}
