import { sql } from 'kysely';
import type { ListedMember } from '../../protocol/entities.ts';
import { toMember } from './listed-members.ts';
import { toListing, type Listing } from './listing.ts';
import type { Db } from './open-store.ts';
import { nameContains, toUser } from './users.ts';

/** A page of a chat's members; `after` names the last one of the page before, `query` a part of a name. */
export type MemberPage = {
	chatId: string;
	after?: string | undefined;
	query?: string | undefined;
	limit: number;
};

/** Where a member stands in the list. */
type Place = { rank: number; search_key: string; user_id: string };

const rank = sql<number>`case members.role when 'owner' then 0 when 'admin' then 1 else 2 end`;

/** Owners, then admins, then the others, each by name. */
export async function findMemberPage(db: Db, page: MemberPage): Promise<Listing<ListedMember>> {
	const place = page.after === undefined ? undefined : await findPlace(db, page.chatId, page.after);
	let query = present(db, page)
		.selectAll('users')
		.select(['members.user_id', 'members.role as member_role', 'members.read_seq', 'members.added_seq'])
		.orderBy(rank)
		.orderBy('users.search_key')
		.orderBy('members.user_id')
		.limit(page.limit + 1);
	if (place) query = query.where(sql<boolean>`${order} > ${toOrder(place)}`);
	const rows = await query.execute();
	const members = rows.map((row) => ({ ...toMember({ ...row, role: row.member_role }), user: toUser(row) }));
	return toListing(members, page.limit, place !== undefined && (await hasMemberUpTo(db, page, place)));
}

const order = sql`(${rank}, users.search_key, members.user_id)`;

function toOrder(place: Place) {
	return sql`(${place.rank}, ${place.search_key}, ${place.user_id})`;
}

/** Whether somebody has that place of the list or one before it. */
async function hasMemberUpTo(db: Db, page: MemberPage, place: Place): Promise<boolean> {
	const row = await present(db, page)
		.select('members.user_id')
		.where(sql<boolean>`${order} <= ${toOrder(place)}`)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** How many members there are, of those whose name has that part. */
export async function countMembers(db: Db, page: Pick<MemberPage, 'chatId' | 'query'>): Promise<number> {
	const row = await present(db, page)
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

function present(db: Db, { chatId, query }: Pick<MemberPage, 'chatId' | 'query'>) {
	const members = db.sql
		.selectFrom('members')
		.innerJoin('users', 'users.id', 'members.user_id')
		.where('members.chat_id', '=', chatId)
		.where('members.removed_at', 'is', null);
	return query === undefined || query.trim() === '' ? members : members.where(nameContains(query));
}

/** One who has left since still has the place that they had. */
function findPlace(db: Db, chatId: string, userId: string): Promise<Place | undefined> {
	return db.sql
		.selectFrom('members')
		.innerJoin('users', 'users.id', 'members.user_id')
		.select([rank.as('rank'), 'users.search_key', 'members.user_id'])
		.where('members.chat_id', '=', chatId)
		.where('members.user_id', '=', userId)
		.executeTakeFirst();
}
