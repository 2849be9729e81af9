import { appendAudit } from '../store/audit.ts';
import { deleteToken, findToken } from '../store/tokens.ts';
import { findTokenHolder } from './support/find-token-holder.ts';
import { command } from './support/handler.ts';

const unknown = 'There is no such token of yours. Perhaps it was revoked already.';

export default command(
	'tokens.revoke',
	async ({ id }, { caller, tx, push }) => {
		const token = await findToken(tx, id);
		const holder = await findTokenHolder(tx, caller, token?.user_id, unknown);
		await deleteToken(tx, id);
		push.endSession(id);
		await appendAudit(tx, {
			action: 'token.revoked',
			actorId: caller.userId,
			targetId: holder.id,
			details: { token: id }
		});
		return {};
	},
	['token.create']
);
