import { deleteSession } from '../store/sessions.ts';
import type { Auth } from './auth.ts';
import { sessionCookie, type CookieToSet } from './cookies.ts';
import { tellEnded } from './end-sessions.ts';
import type { ReadSession } from './read-session.ts';

/**
 * Puts a session under another id, for who has just proved once more who they are: a cookie that somebody copied before
 * is worth nothing from now on (OWASP, session management: renew the id after any change of privilege). Its sockets are
 * closed and come again. Answers the cookie that carries it.
 */
export async function renewSession(auth: Auth, session: ReadSession): Promise<CookieToSet> {
	const attributes = { deviceId: session.device.id, createdAt: Date.now() };
	const next = await auth.lucia.createSession(session.user.id, attributes);
	await auth.store.write((tx) => deleteSession(tx, session.id));
	tellEnded(auth, [session.id]);
	return sessionCookie(auth, next.id);
}
