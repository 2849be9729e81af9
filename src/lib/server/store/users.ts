import { sql, type Selectable } from 'kysely';
import type { User } from '../../protocol/entities.ts';
import { searchedName } from '../../protocol/searched-name.ts';
import type { Db, Tx } from './open-store.ts';
import { prepare } from './prepared.ts';
import { allOf, prepareList } from './prepared-list.ts';
import type { UsersTable } from './tables.ts';

export type UserRow = Selectable<UsersTable>;
export type NewUser = Pick<UserRow, 'id' | 'username' | 'display_name' | 'role' | 'password_hash'>;

/** One spelling for all that people take to be the same name: lower case, compatibility forms, no accents. */
export function searchable(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{Mn}+/gu, '')
		.toLowerCase();
}

const userById = prepare<{ id: string }>()((sql, place) =>
	sql.selectFrom('users').selectAll().where('id', '=', place('id'))
);

export async function findUser(db: Db, id: string): Promise<UserRow | undefined> {
	return db.prepared.first(userById, { id });
}

export async function findUserByName(db: Db, username: string): Promise<UserRow | undefined> {
	return db.sql
		.selectFrom('users')
		.selectAll()
		.where('username_key', '=', username.toLowerCase())
		.executeTakeFirst();
}

const usersByIds = prepareList()((sql, ids) => sql.selectFrom('users').selectAll().where('id', 'in', ids));

export async function findUsers(db: Db, ids: readonly string[]): Promise<User[]> {
	return allOf(db.prepared, usersByIds, ids, {}).map(toUser);
}

/** Whether anyone has an account here: the first one makes the server. */
export async function hasUsers(db: Db): Promise<boolean> {
	return (await db.sql.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertUser(tx: Tx, user: NewUser): Promise<void> {
	await tx.sql
		.insertInto('users')
		.values({
			...user,
			username_key: user.username.toLowerCase(),
			search_key: `${searchable(user.display_name)} ${searchable(user.username)}`,
			avatar_url: null,
			bot: user.role === 'bot' ? 1 : 0,
			disabled: 0,
			created_at: tx.now,
			stamp: tx.stamp
		})
		.execute();
}

// Both databases take an escape character for `like`, and Kysely has no other words for it.
const like = (pattern: string) => sql<boolean>`users.search_key like ${pattern} escape '\\'`;

function escaped(text: string): string {
	return searchable(searchedName(text)).replace(/[\\%_]/g, (sign) => `\\${sign}`);
}

/** Holds for people with the text in one of their names. */
export function nameContains(text: string) {
	return like(`%${escaped(text)}%`);
}

/** People whose names contain the text, those that begin with it first; at most `limit`. */
export async function searchUsers(db: Db, text: string, limit: number): Promise<User[]> {
	const rows = await db.sql
		.selectFrom('users')
		.selectAll()
		.where('disabled', '=', 0)
		.where(nameContains(text))
		.orderBy((eb) =>
			eb
				.case()
				.when(like(`${escaped(text)}%`))
				.then(0)
				.else(1)
				.end()
		)
		.orderBy('search_key')
		.limit(limit)
		.execute();
	return rows.map(toUser);
}

export function toUser(row: UserRow): User {
	return {
		id: row.id,
		username: row.username,
		displayName: row.display_name,
		avatarUrl: row.avatar_url,
		bot: row.bot === 1,
		disabled: row.disabled === 1
	};
}

export async function updatePassword(tx: Tx, id: string, passwordHash: string): Promise<void> {
	await tx.sql.updateTable('users').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}
