import type { Auth } from './auth.ts';

/** A cookie in the form that SvelteKit's `cookies.set` takes. */
export type CookieToSet = {
	name: string;
	value: string;
	options: { path: string; httpOnly: true; secure: boolean; sameSite: 'lax'; maxAge: number };
};

/** Bears the id of this browser's device row, so that signing in again is no new device. It lets no one in. */
export const deviceCookieName = 'inkling_device';

const deviceDays = 400;

/** The cookie that carries the session, for as long as Lucia keeps it. */
export function sessionCookie(auth: Auth, sessionId: string): CookieToSet {
	const { name, value, attributes } = auth.lucia.createSessionCookie(sessionId);
	return toSet(auth, name, value, attributes.maxAge ?? 0);
}

/** The cookie that takes the session's away. */
export function blankSessionCookie(auth: Auth): CookieToSet {
	return toSet(auth, auth.lucia.sessionCookieName, '', 0);
}

export function deviceCookie(auth: Auth, deviceId: string): CookieToSet {
	return toSet(auth, deviceCookieName, deviceId, deviceDays * 24 * 60 * 60);
}

function toSet(auth: Auth, name: string, value: string, maxAge: number): CookieToSet {
	const options = {
		path: '/',
		httpOnly: true,
		secure: auth.settings.secure,
		sameSite: 'lax',
		maxAge
	} as const;
	return { name, value, options };
}
