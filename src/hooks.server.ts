import { building } from '$app/environment';
import type { Handle, ServerInit } from '@sveltejs/kit';
import { readSession } from '$lib/server/auth/read-session.ts';
import { guardRequest } from '$lib/server/http/guard-request.ts';
import { setHeaders } from '$lib/server/http/set-headers.ts';
import { startOnce } from '$lib/server/start-once.ts';

export const init: ServerInit = async () => {
	if (!building) await startOnce();
};

export const handle: Handle = async ({ event, resolve }) => {
	if (building) return resolve(event);
	const { auth, config } = await startOnce();
	event.locals.session = await readSession(auth, event.request.headers.get('cookie'));
	const refusal = guardRequest(event, auth, config.origin);
	if (refusal) return refusal;
	const renewed = event.locals.session?.renewedCookie;
	if (renewed) event.cookies.set(renewed.name, renewed.value, renewed.options);
	return setHeaders(event, await resolve(event), auth.settings.secure);
};
