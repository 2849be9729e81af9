import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import { findUserByName, type UserRow } from '../store/users.ts';
import { countGuess, type Auth } from './auth.ts';
import type { SignIn } from './credentials.ts';
import { deviceName } from './device-name.ts';
import { passCode } from './factors/pass-code.ts';
import { openSession, type OpenedSession, type Visitor } from './open-session.ts';
import { verifyPassword } from './passwords.ts';

/**
 * Begins a session for who knows the password and, where they have one, passes the second factor.
 * @throws Refusal `unauthenticated` (the same for an unknown name, a wrong password and a disabled account; another for a
 * wrong code), `reauth_required` where a code is still to come, or `rate_limited`.
 */
export async function signIn(
	auth: Auth,
	{ username, password, code }: SignIn,
	visitor: Visitor
): Promise<OpenedSession> {
	countGuess(auth, username, visitor.address);
	const user = await findUserByName(auth.store.db, username);
	// A bot has no password.
	const fits = await verifyPassword(user?.bot ? undefined : user?.password_hash, password);
	if (!user || !fits || user.disabled) {
		await noteRefusal(auth, user, fits, visitor);
		throw refuse('unauthenticated', 'The username or the password is wrong.');
	}
	return openSession(auth, user, visitor, await passCode(auth, user, code, visitor));
}

/** Without the name that was typed, where nobody has it: many a password has been typed into the wrong box. */
async function noteRefusal(
	auth: Auth,
	user: UserRow | undefined,
	fits: boolean,
	visitor: Visitor
): Promise<void> {
	const reason = fits ? 'disabled' : user ? 'wrong password' : 'unknown name';
	const details = { reason, device: deviceName(visitor.userAgent) };
	await auth.store.write((tx) =>
		appendAudit(tx, { action: 'session.refused', actorId: null, targetId: user?.id ?? null, details })
	);
}
