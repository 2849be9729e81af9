import { randomBytes } from 'node:crypto';
import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { insertPasswordReset } from '../store/password-resets.ts';
import { findLookedAfter } from './support/find-looked-after.ts';
import { command } from './support/handler.ts';

const lifeMs = 24 * 60 * 60 * 1000;

/** The present password stays until the link is used, so a link that is lost does no harm. */
export default command(
	'users.password.reset',
	async ({ userId }, context) => {
		const { tx, caller } = context;
		const { target } = await findLookedAfter(context, userId);
		if (target.bot) throw refuse('conflict', 'A bot has no password; tokens let it in. Nothing was changed.');
		const token = randomBytes(32).toString('base64url');
		const expiresAt = tx.now + lifeMs;
		await insertPasswordReset(tx, { token, userId, expiresAt });
		await appendAudit(tx, { action: 'password.link', actorId: caller.userId, targetId: userId });
		return { token, expiresAt };
	},
	['user.reset']
);
