import type { Bot } from '../../protocol/tokens.ts';
import type { Db } from './open-store.ts';
import { toUser } from './users.ts';

/** By name; of one of them, where `id` is given. */
export async function listBots(db: Db, id?: string): Promise<Bot[]> {
	const all = db.sql
		.selectFrom('users')
		.selectAll()
		.select((eb) => {
			const tokens = eb.selectFrom('tokens').whereRef('tokens.user_id', '=', 'users.id');
			return [
				tokens.select((its) => its.fn.countAll<number>().as('count')).as('tokens'),
				tokens.select((its) => its.fn.max('last_used_at').as('last')).as('last_used_at')
			];
		})
		.where('bot', '=', 1)
		.orderBy('search_key')
		.orderBy('id');
	const rows = await (id === undefined ? all : all.where('id', '=', id)).execute();
	return rows.map((row) => ({
		user: toUser(row),
		createdAt: row.created_at,
		tokens: Number(row.tokens),
		lastUsedAt: row.last_used_at
	}));
}
