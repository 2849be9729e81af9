import type { RequestEvent } from '@sveltejs/kit';
import { deviceCookieName, type CookieToSet } from '../auth/cookies.ts';
import type { OpenedSession, Visitor } from '../auth/open-session.ts';
import { toUser } from '../store/users.ts';

/** Where a request comes from. */
export function visitorOf(event: RequestEvent): Visitor {
	return {
		deviceId: event.cookies.get(deviceCookieName) ?? null,
		userAgent: event.request.headers.get('user-agent'),
		address: event.getClientAddress()
	};
}

export function setCookies(event: RequestEvent, cookies: CookieToSet[]): void {
	for (const { name, value, options } of cookies) event.cookies.set(name, value, options);
}

/** Sets the cookies of a session that has just begun, and answers who began it and where. */
export function welcome(event: RequestEvent, opened: OpenedSession) {
	setCookies(event, opened.cookies);
	const { id, name } = opened.device;
	return { user: toUser(opened.user), device: { id, name } };
}
