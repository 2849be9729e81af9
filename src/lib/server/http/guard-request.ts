import type { RequestEvent } from '@sveltejs/kit';
import { failure } from '../../protocol/envelope.ts';
import { refuse } from '../../protocol/errors.ts';
import type { Auth } from '../auth/auth.ts';
import { isOwnOrigin } from '../auth/origins.ts';
import { secretIn } from '../auth/read-token.ts';
import { toResponse } from './answer.ts';
import { isApi } from './is-api.ts';

const words = 'This request comes from another address than the server’s own. Nothing was changed.';

/**
 * Refuses what another site makes a browser send. A request that changes something must bear the server's own
 * Origin; only one without a session's cookie may bear none, as scripts that sign in do, and one with a token may bear any: no
 * site can make a browser send it. Kit's own check is off: it knows neither the envelope nor those scripts.
 */
export function guardRequest(event: RequestEvent, auth: Auth, origin: string | null): Response | null {
	const { request, url, cookies } = event;
	if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return null;
	if (isApi(url) && secretIn(request.headers.get('authorization')) !== null) return null;
	const given = request.headers.get('origin');
	const withCookie = cookies.get(auth.lucia.sessionCookieName) !== undefined;
	if (given === null ? !withCookie : isOwn(given, origin, url)) return null;
	return refusal(event);
}

/** A form's page is the server's own to the letter; a script may not know by which scheme a proxy is reached. */
function isOwn(given: string, origin: string | null, url: URL): boolean {
	return isOwnOrigin(given, origin, url.host) && (isApi(url) || origin !== null || given === url.origin);
}

function refusal({ request, url }: RequestEvent): Response {
	if (isApi(url)) return toResponse(failure(refuse('forbidden', words)));
	if (request.headers.get('x-sveltekit-action') !== 'true') return new Response(words, { status: 403 });
	return Response.json({ type: 'error', status: 403, error: { message: words } }, { status: 403 });
}
