import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '$lib/protocol/contract.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;
let cookie: string;

beforeAll(async () => {
	server = await spawnServer({
		SIGN_INS_PER_MINUTE_ADDRESS: '10000',
		RATE_LIMITS: 'off',
		LOG_LEVEL: 'error'
	});
	cookie = (await signUpOver(server, 'ana')).cookie;
});

afterAll(() => server.remove());

const forms = ['/login', '/signup'];
const routes: [method: string, path: string][] = [
	...forms.map((path): [string, string] => ['POST', path]),
	['POST', '/api/v1/users'],
	['POST', '/api/v1/session'],
	['DELETE', '/api/v1/session'],
	['POST', '/api/v1/invites'],
	['POST', '/api/v1/password'],
	['DELETE', '/api/v1/devices'],
	['DELETE', '/api/v1/devices/any'],
	...Object.keys(contract(defaultLimits)).map((event): [string, string] => ['POST', `/api/v1/${event}`])
];
const types = [
	'application/json',
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/plain'
];

function ask(method: string, path: string, headers: Record<string, string>): Promise<Response> {
	return fetch(`${server.url}${path}`, { method, headers, ...(method === 'POST' ? { body: '{}' } : {}) });
}

const refused = 'This request comes from another address than the server’s own. Nothing was changed.';

describe.each(routes)('%s %s', (method, path) => {
	test.each(types)('with %s is refused when another site sends it', async (type) => {
		const others = [{ origin: 'https://evil.example' }, { origin: 'null' }, { origin: `${server.url}0` }];
		const foreign = others.flatMap((other) => [other, { ...other, cookie }]);
		for (const headers of [...foreign, { cookie }]) {
			const answer = await ask(method, path, { 'content-type': type, ...headers });
			expect(answer.status, JSON.stringify(headers)).toBe(403);
			expect(await answer.text()).toContain(refused);
		}
		expect((await fetch(`${server.url}/api/v1/session`, { headers: { cookie } })).status).toBe(200);
	});

	test.each(types)('with %s is looked at when it comes from here, or from a script', async (type) => {
		for (const headers of [{ origin: server.url }, {}]) {
			const answer = await ask(method, path, { 'content-type': type, ...headers });
			expect(await answer.text()).not.toContain('another address');
			expect(answer.status).not.toBe(403);
		}
	});
});

test('a form that its page sends from another address gets an answer that the page can show', async () => {
	const headers = { origin: 'http://other.example', 'x-sveltekit-action': 'true' };
	const answer = await ask('POST', '/login', {
		'content-type': 'application/x-www-form-urlencoded',
		...headers
	});
	expect(await answer.json()).toEqual({ type: 'error', status: 403, error: { message: refused } });
});
