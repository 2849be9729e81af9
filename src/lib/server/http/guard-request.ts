import type { RequestEvent } from '@sveltejs/kit';
import { failure } from '../../protocol/envelope.ts';
import { refuse } from '../../protocol/errors.ts';
import type { Auth } from '../auth/auth.ts';
import { isOwnOrigin } from '../auth/origins.ts';
import { toResponse } from './answer.ts';

/**
 * Refuses what another site makes a browser send. A request that changes something must bear the server's own
 * Origin; only one without a session's cookie may bear none, as scripts that sign in do.
 */
export function guardRequest(event: RequestEvent, auth: Auth, origin: string | null): Response | null {
	const { request, url, cookies } = event;
	if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return null;
	const given = request.headers.get('origin');
	const withCookie = cookies.get(auth.lucia.sessionCookieName) !== undefined;
	if (given === null ? !withCookie : isOwnOrigin(given, origin, url.host)) return null;
	return toResponse(
		failure(refuse('forbidden', 'This request comes from another site. Nothing was changed.'))
	);
}
