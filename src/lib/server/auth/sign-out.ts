import { appendAudit } from '../store/audit.ts';
import { deleteSession, findSession } from '../store/sessions.ts';
import type { Auth } from './auth.ts';
import { blankSessionCookie, type CookieToSet } from './cookies.ts';
import { tellEnded } from './end-sessions.ts';

/** Ends a session and its sockets. Answers the cookie that takes the session's away. */
export async function signOut(auth: Auth, sessionId: string): Promise<CookieToSet> {
	await auth.store.write(async (tx) => {
		const session = await findSession(tx, sessionId);
		if (!session) return;
		await deleteSession(tx, sessionId);
		const details = { sessions: 1 };
		await appendAudit(tx, {
			action: 'session.ended',
			actorId: session.user_id,
			targetId: session.user_id,
			details
		});
	});
	tellEnded(auth, [sessionId]);
	return blankSessionCookie(auth);
}
