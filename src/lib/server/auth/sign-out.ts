import type { Auth } from './auth.ts';
import { blankSessionCookie, type CookieToSet } from './cookies.ts';

/** Ends a session and its sockets. Answers the cookie that takes the session's away. */
export async function signOut(auth: Auth, sessionId: string): Promise<CookieToSet> {
	await auth.lucia.invalidateSession(sessionId);
	auth.endings.emit('ended', sessionId);
	return blankSessionCookie(auth);
}
