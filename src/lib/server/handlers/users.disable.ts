import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { setDisabled, toPerson } from '../store/people.ts';
import { deleteSomeSessions } from '../store/sessions.ts';
import { listTokens } from '../store/tokens.ts';
import { findUser, toUser } from '../store/users.ts';
import { findLookedAfter } from './support/find-looked-after.ts';
import { command } from './support/handler.ts';

/** Who is disabled is out everywhere, and comes in again when they are enabled. What they wrote stays. */
export default command(
	'users.disable',
	async ({ userId, disabled }, context) => {
		const { tx, caller, push } = context;
		const { target } = await findLookedAfter(context, userId);
		if ((target.disabled === 1) === disabled) return toPerson(target);
		await setDisabled(tx, userId, disabled);
		// Also of who is enabled: a sign-in that was under way when they were disabled brings nobody in later.
		for (const id of await deleteSomeSessions(tx, userId, 'all')) push.endSession(id);
		// A token stays for when its account is enabled again; what it opened is closed.
		if (disabled) for (const { id } of await listTokens(tx, userId)) push.endSession(id);
		const action = disabled ? 'user.disabled' : 'user.enabled';
		await appendAudit(tx, { action, actorId: caller.userId, targetId: userId });
		const row = await findUser(tx, userId);
		if (!row) throw refuse('not_found');
		push.toUser(caller.userId, 'user.updated', toUser(row));
		return toPerson(row);
	},
	['user.disable']
);
