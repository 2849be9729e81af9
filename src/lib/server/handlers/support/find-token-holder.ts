import { refuse } from '../../../protocol/errors.ts';
import { mayAll } from '../../policies/server-policies.ts';
import type { Db } from '../../store/open-store.ts';
import { findUser, type UserRow } from '../../store/users.ts';
import type { Caller } from './handler.ts';

/**
 * Whose tokens somebody looks after: their own, and those of all bots who looks after the bots of the server.
 * @throws Refusal `not_found` for everybody else's, and for nobody's: `userId` undefined.
 */
export async function findTokenHolder(
	db: Db,
	caller: Caller,
	userId: string | undefined,
	words = 'There is no such account, or its tokens are not yours. Nothing was changed.'
): Promise<UserRow> {
	const holder = userId === undefined ? undefined : await findUser(db, userId);
	if (holder && userId === caller.userId) return holder;
	const self = await findUser(db, caller.userId);
	if (!holder?.bot || !self || !mayAll(self.role, ['bot.manage'])) throw refuse('not_found', words);
	return holder;
}
