import type { RequestEvent } from '@sveltejs/kit';

const headers = {
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()'
};

const yearSeconds = 365 * 24 * 60 * 60;

/** What every answer of the pages tells the browser to forbid. The policy for scripts comes from Kit's `csp`. */
export function setHeaders(event: RequestEvent, response: Response, secure: boolean): Response {
	for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
	if (secure) response.headers.set('strict-transport-security', `max-age=${yearSeconds}`);
	if (event.locals.session && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'no-store');
	}
	return response;
}
