import { refuse } from '../../protocol/errors.ts';
import { newId } from '../../protocol/ids.ts';
import { appendAudit } from '../store/audit.ts';
import { hashToken } from '../store/hash-token.ts';
import { findInvite, useInvite } from '../store/invites.ts';
import type { Tx } from '../store/open-store.ts';
import { findUser, findUserByName, hasUsers, insertUser } from '../store/users.ts';
import { countGuess, type Auth } from './auth.ts';
import type { SignUp } from './credentials.ts';
import { isUsable } from './invites.ts';
import { openSession, type OpenedSession, type Visitor } from './open-session.ts';
import { hashPassword } from './passwords.ts';

/**
 * Makes an account and begins its session. The first account is the owner of the server; later ones need an
 * invite, unless the server is open.
 * @throws Refusal `forbidden` without a good invite, `conflict` when the name is taken, or `rate_limited`.
 */
export async function signUp(auth: Auth, wish: SignUp, visitor: Visitor): Promise<OpenedSession> {
	countGuess(auth, `sign-up:${wish.username}`, visitor.address);
	const passwordHash = await hashPassword(wish.password);
	// Check and effect stand in one transaction: two first accounts at once make one owner.
	const id = await auth.store.write((tx) => insertAccount(tx, auth, wish, passwordHash));
	const user = await findUser(auth.store.db, id);
	if (!user) throw new Error('An account that was just made is not there.');
	return openSession(auth, user, visitor, null);
}

async function insertAccount(tx: Tx, auth: Auth, wish: SignUp, passwordHash: string): Promise<string> {
	const first = !(await hasUsers(tx));
	const invitedBy = first ? null : await passGate(tx, auth, wish.invite);
	if (await findUserByName(tx, wish.username)) {
		throw refuse('conflict', 'This username is taken.', {
			issues: [{ path: 'username', message: 'is taken; please choose another' }]
		});
	}
	const id = newId();
	await insertUser(tx, {
		id,
		username: wish.username,
		display_name: wish.displayName,
		role: first ? 'owner' : 'member',
		password_hash: passwordHash
	});
	const details = { role: first ? 'owner' : 'member' };
	await appendAudit(tx, { action: 'account.created', actorId: id, targetId: invitedBy, details });
	return id;
}

/** Answers who invited, where somebody did. */
async function passGate(tx: Tx, auth: Auth, invite: string | undefined): Promise<string | null> {
	if (auth.settings.signup === 'open' && invite === undefined) return null;
	if (auth.settings.signup === 'closed') throw refuse('forbidden', 'This server takes no new accounts.');
	if (!invite)
		throw refuse('forbidden', 'An invite is needed to sign up here. Ask someone who has an account.');
	if (!(await isUsable(tx, invite))) {
		if (auth.settings.signup === 'open') return null;
		throw refuse('forbidden', 'This invite is used up, expired or unknown. Ask for a new one.');
	}
	await useInvite(tx, hashToken(invite));
	return (await findInvite(tx, hashToken(invite)))?.created_by ?? null;
}
