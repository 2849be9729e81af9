import { refuse } from '../../../protocol/errors.ts';
import { findTotpSince, keepPendingTotp } from '../../store/totp.ts';
import type { Auth } from '../auth.ts';
import { provePassword } from '../prove-password.ts';
import type { ReadSession } from '../read-session.ts';
import { newTotpSecret, totpAddress } from './totp.ts';

/**
 * Makes a secret for an authenticator app, which asks nothing of anybody until a code of it was typed. `host`: what the app
 * tells this server from others by.
 * @throws Refusal `forbidden` for a wrong password, `conflict` where an app is set up, or `rate_limited`.
 */
export async function beginTotp(
	auth: Auth,
	{ user }: ReadSession,
	password: string,
	where: { address: string; host: string }
): Promise<{ secret: string; address: string }> {
	await provePassword(auth, user, password, where.address);
	const secret = newTotpSecret();
	await auth.store.write(async (tx) => {
		if ((await findTotpSince(tx, user.id)) !== null)
			throw refuse('conflict', 'An authenticator app is set up already. Turn it off first.');
		await keepPendingTotp(tx, user.id, secret);
	});
	return { secret, address: totpAddress(secret, user.username, `Inkling (${where.host})`) };
}
