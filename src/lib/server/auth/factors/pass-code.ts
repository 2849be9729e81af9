import { refuse } from '../../../protocol/errors.ts';
import { appendAudit } from '../../store/audit.ts';
import type { UserRow } from '../../store/users.ts';
import { countCodeGuess, forgiveCodeGuesses, type Auth } from '../auth.ts';
import { deviceName } from '../device-name.ts';
import type { FactorUsed, Visitor } from '../open-session.ts';
import { hasSecondFactor } from './find-factors.ts';
import { useCode } from './use-code.ts';

/**
 * Asks for the second factor of who has one.
 * @throws Refusal `reauth_required` where a code is needed and none was typed, `unauthenticated` for a wrong or used one,
 * `rate_limited`.
 */
export async function passCode(
	auth: Auth,
	user: UserRow,
	typed: string | undefined,
	visitor: Visitor
): Promise<FactorUsed> {
	if (!(await hasSecondFactor(auth.store.db, user.id))) return null;
	if (!typed?.trim())
		throw refuse('reauth_required', 'The password is right. Now the second step: a code or a passkey.', {
			issues: [{ path: 'code', message: 'is needed' }]
		});
	countCodeGuess(auth, user.id);
	const details = { reason: 'wrong code', device: deviceName(visitor.userAgent) };
	const used = await auth.store.write(async (tx) => {
		const factor = await useCode(tx, user.id, typed);
		if (!factor)
			await appendAudit(tx, { action: 'session.refused', actorId: null, targetId: user.id, details });
		return factor;
	});
	if (used) {
		forgiveCodeGuesses(auth, user.id);
		return used;
	}
	throw refuse('unauthenticated', 'This code is wrong or was used before.', {
		issues: [{ path: 'code', message: 'is wrong or was used before' }]
	});
}
