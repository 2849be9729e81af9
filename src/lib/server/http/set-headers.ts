import type { RequestEvent } from '@sveltejs/kit';

const yearSeconds = 365 * 24 * 60 * 60;

/**
 * What every answer tells the browser to forbid, the files of the build and the prerendered shell among them. The policy
 * for scripts comes from Kit's `csp`; what it says of frames a prerendered page cannot say for itself. `secure`: over https.
 */
export function fences(secure: boolean): Record<string, string> {
	return {
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
		...(secure ? { 'strict-transport-security': `max-age=${yearSeconds}` } : {})
	};
}

/** Sets them on an answer of the pages; what is told to who is signed in, nobody stores. */
export function setHeaders(event: RequestEvent, response: Response, secure: boolean): Response {
	for (const [name, value] of Object.entries(fences(secure))) response.headers.set(name, value);
	if (event.locals.session && !response.headers.has('cache-control')) {
		response.headers.set('cache-control', 'no-store');
	}
	return response;
}
