import { refuse } from '../../../protocol/errors.ts';
import { mayLookAfter } from '../../policies/server-policies.ts';
import { findUser, type UserRow } from '../../store/users.ts';
import type { CommandContext } from './handler.ts';

/**
 * The account that somebody is about to change, and their own. Nobody changes their own standing: so an owner is always left.
 * @throws Refusal `not_found`, or `forbidden` for those whom the caller does not look after.
 */
export async function findLookedAfter(
	{ tx, caller }: CommandContext,
	userId: string
): Promise<{ self: UserRow; target: UserRow }> {
	const [self, target] = [await findUser(tx, caller.userId), await findUser(tx, userId)];
	if (!self || !target) throw refuse('not_found', 'There is no such account. Nothing was changed.');
	if (self.id === target.id)
		throw refuse('forbidden', 'Somebody else has to do this for you. Nothing was changed.');
	if (!mayLookAfter(self.role, target.role))
		throw refuse('forbidden', 'Only an owner of the server may do this. Nothing was changed.');
	return { self, target };
}
