import { sql, type RawBuilder } from 'kysely';
import type { PersonOnServer } from '../../protocol/entities.ts';
import type { ServerRole } from '../../protocol/server-roles.ts';
import { toListing, type Listing } from './listing.ts';
import type { Db, Tx } from './open-store.ts';
import { nameContains, toUser, type UserRow } from './users.ts';

/** A page of all accounts; `after` names the last one of the page before, `query` a part of a name. */
export type PeoplePage = { after?: string | undefined; query?: string | undefined; limit: number };

/** By name, the disabled ones too. */
export async function findPeoplePage(db: Db, page: PeoplePage): Promise<Listing<PersonOnServer>> {
	const { after, limit } = page;
	const people = accounts(db, page);
	const place = after === undefined ? undefined : await findPlace(db, after);
	const further = place ? people.where(sql<boolean>`(search_key, id) > ${place}`) : people;
	const rows = await further
		.selectAll()
		.orderBy('search_key')
		.orderBy('id')
		.limit(limit + 1)
		.execute();
	return toListing(rows.map(toPerson), limit, place !== undefined && (await hasPersonUpTo(db, page, place)));
}

/** Whether somebody has that place of the list or one before it. */
async function hasPersonUpTo(db: Db, page: PeoplePage, place: RawBuilder<unknown>): Promise<boolean> {
	const row = await accounts(db, page)
		.select('id')
		.where(sql<boolean>`(search_key, id) <= ${place}`)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

async function findPlace(db: Db, userId: string): Promise<RawBuilder<unknown> | undefined> {
	const row = await db.sql
		.selectFrom('users')
		.select(['search_key', 'id'])
		.where('id', '=', userId)
		.executeTakeFirst();
	return row && sql`(${row.search_key}, ${row.id})`;
}

/** How many accounts there are, of those whose name has that part. */
export async function countPeople(db: Db, page: Pick<PeoplePage, 'query'>): Promise<number> {
	const row = await accounts(db, page)
		.select((eb) => eb.fn.countAll<number>().as('count'))
		.executeTakeFirstOrThrow();
	return Number(row.count);
}

function accounts(db: Db, { query }: Pick<PeoplePage, 'query'>) {
	const all = db.sql.selectFrom('users');
	return query === undefined || query.trim() === '' ? all : all.where(nameContains(query));
}

export function toPerson(row: UserRow): PersonOnServer {
	return { user: toUser(row), role: row.role, createdAt: row.created_at };
}

export async function setDisabled(tx: Tx, userId: string, disabled: boolean): Promise<void> {
	await tx.sql
		.updateTable('users')
		.set({ disabled: disabled ? 1 : 0, stamp: tx.stamp })
		.where('id', '=', userId)
		.execute();
}

export async function setServerRole(tx: Tx, userId: string, role: ServerRole): Promise<void> {
	await tx.sql.updateTable('users').set({ role }).where('id', '=', userId).execute();
}
