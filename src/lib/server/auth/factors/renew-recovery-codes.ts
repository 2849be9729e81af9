import { refuse } from '../../../protocol/errors.ts';
import { appendAudit } from '../../store/audit.ts';
import type { Auth } from '../auth.ts';
import { provePassword } from '../prove-password.ts';
import type { ReadSession } from '../read-session.ts';
import { hasSecondFactor } from './find-factors.ts';
import { renewCodes } from './give-recovery-codes.ts';

/**
 * Ten new recovery codes; none from before works any more.
 * @throws Refusal `forbidden` for a wrong password, `conflict` for who has no second factor, or `rate_limited`.
 */
export async function renewRecoveryCodes(
	auth: Auth,
	{ user }: ReadSession,
	password: string,
	address: string
): Promise<string[]> {
	await provePassword(auth, user, password, address);
	return auth.store.write(async (tx) => {
		if (!(await hasSecondFactor(tx, user.id)))
			throw refuse('conflict', 'Recovery codes stand in for an app or a passkey. Set up one of them first.');
		await appendAudit(tx, { action: 'recovery.renewed', actorId: user.id, targetId: user.id });
		return renewCodes(tx, user.id);
	});
}
