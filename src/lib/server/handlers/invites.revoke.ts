import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { deleteInvite, findInvite } from '../store/invites.ts';
import { command } from './support/handler.ts';

export default command(
	'invites.revoke',
	async ({ id }, { tx, caller }) => {
		const invite = await findInvite(tx, id);
		if (!invite || !(await deleteInvite(tx, id)))
			throw refuse('not_found', 'There is no such invite. Perhaps it was revoked already.');
		await appendAudit(tx, {
			action: 'invite.revoked',
			actorId: caller.userId,
			targetId: invite.created_by
		});
		return {};
	},
	['invite.revoke']
);
