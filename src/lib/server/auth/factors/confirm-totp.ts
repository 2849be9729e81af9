import { refuse } from '../../../protocol/errors.ts';
import { appendAudit } from '../../store/audit.ts';
import { findTotp, noteTotpStep } from '../../store/totp.ts';
import { countCodeGuess, forgiveCodeGuesses, type Auth } from '../auth.ts';
import type { CookieToSet } from '../cookies.ts';
import type { ReadSession } from '../read-session.ts';
import { renewSession } from '../renew-session.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { totpStep } from './totp.ts';

/**
 * Asks for codes of the app from now on, since it showed the right one. Answers recovery codes where there were none, and the
 * session's new cookie.
 * @throws Refusal `conflict` where no app waits for its first code, `invalid_data` for a wrong code, `rate_limited`.
 */
export async function confirmTotp(
	auth: Auth,
	session: ReadSession,
	code: string
): Promise<{ recoveryCodes: string[] | null; cookie: CookieToSet }> {
	const userId = session.user.id;
	countCodeGuess(auth, userId);
	const recoveryCodes = await auth.store.write(async (tx) => {
		const totp = await findTotp(tx, userId);
		if (!totp || totp.confirmed_at !== null)
			throw refuse('conflict', 'No authenticator app is being set up. Please begin again.');
		const step = await totpStep(totp.secret, code.replace(/\s/g, ''), tx.now, totp.last_step);
		if (step === null)
			throw refuse('invalid_data', 'This is not what the app shows now. Nothing was changed.', {
				issues: [{ path: 'code', message: 'is not what the app shows now' }]
			});
		await noteTotpStep(tx, userId, step);
		const details = { factor: 'totp' };
		await appendAudit(tx, { action: 'factor.added', actorId: userId, targetId: userId, details });
		return giveRecoveryCodes(tx, userId);
	});
	forgiveCodeGuesses(auth, userId);
	return { recoveryCodes, cookie: await renewSession(auth, session) };
}
