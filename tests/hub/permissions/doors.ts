import { expect } from 'vitest';
import type { Reply } from '$lib/protocol/envelope.ts';
import { errorCodes } from '$lib/protocol/errors.ts';
import { readSession } from '$lib/server/auth/read-session.ts';
import { POST } from '../../../src/routes/api/v1/[event]/+server.ts';
import type { Cast, Role } from './cast.ts';

/** How somebody of the cast asks for something. */
export type Door = (cast: Cast, role: Role, event: string, payload: unknown) => Promise<Reply>;

export const doors: Record<'the socket' | 'HTTP', Door> = {
	'the socket': ({ clients }, role, event, payload) => clients[role].ask(event, payload),
	HTTP: ({ server, people }, role, event, payload) => askOverHttp(server, people[role].cookie, event, payload)
};

/**
 * The route itself, with the session that the cookie names; Kit's router, which needs a build, is left out. The status must
 * be the one that goes with the answer.
 */
export async function askOverHttp(
	{ app, url }: Cast['server'],
	cookie: string | null,
	event: string,
	payload: unknown
): Promise<Reply> {
	const request = new Request(`${url}/api/v1/${event}`, { method: 'POST', body: JSON.stringify(payload) });
	const session = await readSession(app.auth, cookie);
	const asked = { request, params: { event }, locals: { session, token: null, lock: null } };
	const response = await POST(asked as Parameters<typeof POST>[0]);
	const reply = (await response.json()) as Reply;
	expect(response.status).toBe(reply.ok ? 200 : errorCodes[reply.error.code].status);
	return reply;
}
