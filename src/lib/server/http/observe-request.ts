import type { RequestEvent } from '@sveltejs/kit';
import type { App } from '../app.ts';
import { inSpan, type Telling } from '../observe/in-span.ts';
import { rounded } from '../observe/rounded.ts';
import { Scope, within } from '../observe/scope.ts';

/** As proxies make them: UUIDs, or hexadecimal digits. */
const wellFormed = /^[\w-]{16,64}$/;

/** What the span of a request says. */
const telling: Telling<Response> = {
	facts: ({ status }) => ({ 'http.response.status_code': status }),
	failed: ({ status }) => status >= 500
};

/**
 * Runs what answers a request: whatever is logged meanwhile bears its id, and so does the answer. A proxy that is trusted may
 * have given it one. Addresses are not logged: they may tell more than their route.
 */
export async function observeRequest(
	{ request, route }: RequestEvent,
	{ config, log, running: { tracing } }: Pick<App, 'config' | 'log' | 'running'>,
	answer: () => Promise<Response>
): Promise<Response> {
	const begun = performance.now();
	const given = config.trustProxy ? request.headers.get('x-request-id') : null;
	const scope = new Scope(given !== null && wellFormed.test(given) ? given : null);
	const name = `${request.method} ${route.id ?? 'nowhere'}`;
	return within(scope, async () => {
		const response = await inSpan(tracing, name, telling, answer, request.headers.get('traceparent'));
		response.headers.set('x-request-id', scope.requestId);
		const facts = { method: request.method, route: route.id, status: response.status };
		log.debug({ ...facts, ms: rounded(performance.now() - begun) }, 'A request was answered.');
		return response;
	});
}
