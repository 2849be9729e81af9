import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;
let cookie: string;

beforeAll(async () => {
	server = await spawnServer({ LOG_LEVEL: 'info' });
	cookie = (await signUpOver(server, 'ana')).cookie;
});

afterAll(() => server.remove());

const ask = (method: string, path: string) =>
	fetch(`${server.url}${path}`, { method, headers: { cookie, origin: server.url } });

test('a method that an address of the API does not take is refused in the envelope', async () => {
	const wrong = [
		['GET', '/api/v1/users', 'POST'],
		['PUT', '/api/v1/users', 'POST'],
		['PATCH', '/api/v1/session', 'GET'],
		['DELETE', '/api/v1/invites', 'POST'],
		['GET', '/api/v1/message.send', 'POST']
	] as const;
	for (const [method, path, allowed] of wrong) {
		const answer = await ask(method, path);
		expect(answer.status, `${method} ${path}`).toBe(405);
		expect(answer.headers.get('allow')).toContain(allowed);
		expect(await answer.json()).toMatchObject({
			ok: false,
			error: { code: 'invalid_data', issues: [{ path: 'method' }] }
		});
	}
});

test('an address that the API does not have is refused in the envelope', async () => {
	for (const path of ['/api', '/api/v1', '/api/v2/users', '/api/v1/users/7']) {
		for (const method of ['GET', 'POST']) {
			const answer = await ask(method, path);
			expect(answer.status, `${method} ${path}`).toBe(404);
			expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'not_found' } });
		}
	}
});

test('a form that no page has is refused, and is no fault that the log tells of', async () => {
	const said = server.output();
	for (const path of ['/signup?/nope', '/login?/nope', '/drafts', '/nowhere?/nope']) {
		const body = new URLSearchParams({ username: 'ana' });
		const headers = { cookie, origin: server.url };
		const answer = await fetch(`${server.url}${path}`, { method: 'POST', headers, body });
		expect(answer.status, path).toBeGreaterThanOrEqual(400);
		expect(answer.status, path).toBeLessThan(500);
	}
	expect(server.output()).toBe(said);
});
