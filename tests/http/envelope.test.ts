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

/** `fetch` names a type for a text by itself, and none for bytes. */
const post = (event: string, body: Uint8Array<ArrayBuffer>) =>
	fetch(`${server.url}/api/v1/${event}`, {
		method: 'POST',
		headers: { cookie, origin: server.url },
		body
	});

test('a body of which nobody said what it is, is read as JSON', async () => {
	const bytes = (text: string) => new TextEncoder().encode(text);
	const found = await post('users.search', bytes('{"query":"ana","limit":5}'));
	expect(await found.json()).toMatchObject({ ok: true, data: [{ username: 'ana' }] });
	const broken = await post('users.me', bytes('garbage'));
	expect(await broken.json()).toMatchObject({ ok: false, error: { code: 'invalid_data' } });
	expect(await (await post('users.me', bytes(''))).json()).toMatchObject({ ok: true });
});

test('a body whose bytes are no text is refused, and not taken for another', async () => {
	const answer = await post(
		'users.search',
		Uint8Array.from(
			[...'{"query":"Gr']
				.map((one) => one.charCodeAt(0))
				.concat(0xfc, ...[...'sse","limit":5}'].map((one) => one.charCodeAt(0)))
		)
	);
	expect(await answer.json()).toMatchObject({
		ok: false,
		error: { code: 'invalid_data', issues: [{ message: 'must be UTF-8' }] }
	});
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
