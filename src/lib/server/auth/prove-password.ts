import { refuse } from '../../protocol/errors.ts';
import type { UserRow } from '../store/users.ts';
import { countGuess, type Auth } from './auth.ts';
import { verifyPassword } from './passwords.ts';

/**
 * Makes sure that who asks knows the present password: what decides who may come in is not changed by whoever finds an open page.
 * @throws Refusal `forbidden` where it is wrong, or `rate_limited`.
 */
export async function provePassword(
	auth: Auth,
	user: UserRow,
	password: string,
	address: string
): Promise<void> {
	countGuess(auth, user.username, address);
	if (await verifyPassword(user.password_hash, password)) return;
	throw refuse('forbidden', 'The present password is wrong. Nothing was changed.');
}
