import { refuse } from '../../protocol/errors.ts';
import { mayGiveServerRole } from '../policies/server-policies.ts';
import { appendAudit } from '../store/audit.ts';
import { setServerRole, toPerson } from '../store/people.ts';
import { findLookedAfter } from './support/find-looked-after.ts';
import { command } from './support/handler.ts';

export default command(
	'users.role',
	async ({ userId, role }, context) => {
		const { tx, caller } = context;
		const { self, target } = await findLookedAfter(context, userId);
		if (target.role === role) return toPerson(target);
		if (!mayGiveServerRole(self.role, target.role, role))
			throw refuse('forbidden', 'You may not give this role. Nothing was changed.');
		await setServerRole(tx, userId, role);
		const details = { from: target.role, to: role };
		await appendAudit(tx, { action: 'user.role', actorId: caller.userId, targetId: userId, details });
		return toPerson({ ...target, role });
	},
	['user.role']
);
