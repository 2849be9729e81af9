import { building } from '$app/environment';
import type { Handle, HandleServerError, RequestEvent, ServerInit } from '@sveltejs/kit';
import { findApp, type App } from '$lib/server/app.ts';
import type { Auth } from '$lib/server/auth/auth.ts';
import { findLock } from '$lib/server/auth/find-lock.ts';
import { readSession } from '$lib/server/auth/read-session.ts';
import { readToken, secretIn } from '$lib/server/auth/read-token.ts';
import { guardRequest } from '$lib/server/http/guard-request.ts';
import { inEnvelope } from '$lib/server/http/in-envelope.ts';
import { isApi } from '$lib/server/http/is-api.ts';
import { observeRequest } from '$lib/server/http/observe-request.ts';
import { setHeaders } from '$lib/server/http/set-headers.ts';
import { traitsOf } from '$lib/server/http/traits.ts';
import { startOnce } from '$lib/server/start-once.ts';

type Resolve = Parameters<Handle>[0]['resolve'];

export const init: ServerInit = async () => {
	if (!building) await startOnce();
};

/** Who names a token, even a wrong one, is nobody else: no other site can make a browser send it, and its cookies do not count. */
async function noteWhoAsks(auth: Auth, { locals, request, url }: RequestEvent): Promise<void> {
	const secret = isApi(url) ? secretIn(request.headers.get('authorization')) : null;
	locals.token = secret === null ? null : await readToken(auth, secret);
	locals.session = secret === null ? await readSession(auth, request.headers.get('cookie')) : null;
}

/** What is still asked of who has a session. */
async function lockOf(auth: Auth, event: RequestEvent) {
	if (!event.locals.session) return null;
	const traits = traitsOf(event);
	return findLock(auth, event.locals.session, traits, traits.whole ? 'handshake' : 'request');
}

export const handle: Handle = async ({ event, resolve }) => {
	if (building) return resolve(event);
	const app = await startOnce();
	return observeRequest(event, app, () => serve(app, event, resolve));
};

async function serve({ auth, config }: App, event: RequestEvent, resolve: Resolve): Promise<Response> {
	await noteWhoAsks(auth, event);
	event.locals.lock = await lockOf(auth, event);
	const refusal = guardRequest(event, auth, config.origin);
	if (refusal) return refusal;
	const renewed = event.locals.session?.renewedCookie;
	if (renewed) event.cookies.set(renewed.name, renewed.value, renewed.options);
	const response = await resolve(event);
	return setHeaders(event, isApi(event.url) ? inEnvelope(response) : response, auth.settings.secure);
}

/** What a person asks for and is not there is an answer; only a fault of the server is worth a line of the log. */
export const handleError: HandleServerError = ({ error, event, status, message }) => {
	if (status < 500) return { message };
	const log = findApp()?.log;
	if (log) log.error({ err: error, route: event.route.id }, 'A page failed.');
	else console.error(error);
	return { message };
};
