import type { AuthenticationResponseJSON } from '@simplewebauthn/server';
import { countAddress, type Auth } from '../auth.ts';
import { openSession, type OpenedSession, type Visitor } from '../open-session.ts';
import { checkPasskey } from './check-passkey.ts';

/** Begins a session for whose passkey this is. @throws Refusal `unauthenticated` or `rate_limited`. */
export async function signInWithPasskey(
	auth: Auth,
	response: AuthenticationResponseJSON,
	visitor: Visitor,
	origin: string
): Promise<OpenedSession> {
	countAddress(auth, visitor.address);
	return openSession(auth, await checkPasskey(auth, response, origin), visitor, 'passkey');
}
