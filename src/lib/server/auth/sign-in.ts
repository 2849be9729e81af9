import { refuse } from '../../protocol/errors.ts';
import { findUserByName } from '../store/users.ts';
import { countGuess, type Auth } from './auth.ts';
import type { SignIn } from './credentials.ts';
import { openSession, type OpenedSession, type Visitor } from './open-session.ts';
import { verifyPassword } from './passwords.ts';

/**
 * Begins a session for who knows the password.
 * @throws Refusal `unauthenticated` (the same for an unknown name, a wrong password and a disabled account) or
 * `rate_limited`.
 */
export async function signIn(
	auth: Auth,
	{ username, password }: SignIn,
	visitor: Visitor
): Promise<OpenedSession> {
	countGuess(auth, username, visitor.address);
	const user = await findUserByName(auth.store.db, username);
	const fits = await verifyPassword(user?.password_hash, password);
	if (!user || !fits || user.disabled)
		throw refuse('unauthenticated', 'The username or the password is wrong.');
	return openSession(auth, user, visitor);
}
