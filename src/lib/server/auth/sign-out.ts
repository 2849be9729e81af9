import type { Auth } from './auth.ts';

/** Ends a session and its sockets. Answers the `Set-Cookie` value that takes the cookie away. */
export async function signOut(auth: Auth, sessionId: string): Promise<string> {
	await auth.lucia.invalidateSession(sessionId);
	auth.endings.emit('ended', sessionId);
	return auth.lucia.createBlankSessionCookie().serialize();
}
