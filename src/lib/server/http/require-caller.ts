import type { RequestEvent } from '@sveltejs/kit';
import { requireSession } from './require-session.ts';

/**
 * Who asks for an event: somebody signed in, or a program with a token. What the token permits is looked at with the event.
 * @throws Refusal as `requireSession` does.
 */
export function requireCaller(event: RequestEvent) {
	const { token } = event.locals;
	if (token) {
		const { id, user, permissions } = token;
		return { userId: user.id, deviceId: id, sessionId: id, permissions };
	}
	const { id, user, device } = requireSession(event);
	return { userId: user.id, deviceId: device.id, sessionId: id, permissions: 'all' as const };
}
