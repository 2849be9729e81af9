import { refuse } from '../../../protocol/errors.ts';
import { appendAudit } from '../../store/audit.ts';
import type { Tx } from '../../store/open-store.ts';
import { deletePasskey } from '../../store/passkeys.ts';
import { replaceRecoveryCodes } from '../../store/recovery-codes.ts';
import { deleteTotp, findTotpSince } from '../../store/totp.ts';
import type { Auth } from '../auth.ts';
import { provePassword } from '../prove-password.ts';
import type { ReadSession } from '../read-session.ts';
import { hasSecondFactor } from './find-factors.ts';

/** Which of a person's factors. */
export type Which = { totp: true } | { passkeyId: string };

/**
 * Takes one factor away; with the last one the recovery codes go too.
 * @throws Refusal `forbidden` for a wrong password, `not_found` where there is no such factor, or `rate_limited`.
 */
export async function removeFactor(
	auth: Auth,
	{ user }: ReadSession,
	which: Which,
	proof: { password: string; address: string }
): Promise<void> {
	await provePassword(auth, user, proof.password, proof.address);
	await auth.store.write(async (tx) => {
		if (!(await remove(tx, user.id, which))) throw refuse('not_found');
		if (!(await hasSecondFactor(tx, user.id))) await replaceRecoveryCodes(tx, user.id, []);
		const details = { factor: 'totp' in which ? 'totp' : 'passkey' };
		await appendAudit(tx, { action: 'factor.removed', actorId: user.id, targetId: user.id, details });
	});
}

async function remove(tx: Tx, userId: string, which: Which): Promise<boolean> {
	if ('passkeyId' in which) return deletePasskey(tx, userId, which.passkeyId);
	const since = await findTotpSince(tx, userId);
	await deleteTotp(tx, userId);
	return since !== null;
}
