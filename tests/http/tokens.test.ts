import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;
let cookie: string;
let secret: string;

type Answer = { status: number; body: { ok: boolean; data?: never; error?: { code: string } } };

async function ask(
	method: string,
	path: string,
	headers: Record<string, string>,
	payload?: object
): Promise<Answer> {
	const body = payload && JSON.stringify(payload);
	const answer = await fetch(`${server.url}${path}`, { method, headers, ...(body ? { body } : {}) });
	return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

beforeAll(async () => {
	server = await spawnServer({ LOG_LEVEL: 'error' });
	cookie = (await signUpOver(server, 'ana')).cookie;
	const wish = { id: newId(), name: 'Build', permissions: ['read', 'chats'], expiresAt: null };
	const made = await ask('POST', '/api/v1/tokens.create', { cookie, origin: server.url }, wish);
	secret = (made.body.data as unknown as { secret: string }).secret;
});

afterAll(() => server.remove());

const notes = () => ({ id: newId(), kind: 'self', memberIds: [] });

test('a token is enough for an event, wherever the request comes from', async () => {
	for (const origin of [{}, { origin: 'https://elsewhere.example' }, { origin: 'null' }]) {
		const answer = await ask(
			'POST',
			'/api/v1/chat.create',
			{ authorization: `Bearer ${secret}`, ...origin },
			notes()
		);
		expect(answer).toMatchObject({ status: 200, body: { ok: true } });
	}
});

test('a token tells whose it is', async () => {
	const answer = await ask('GET', '/api/v1/session', { authorization: `bearer ${secret}` });
	expect(answer.body.data).toMatchObject({ user: { username: 'ana' }, device: { name: 'Build' } });
});

test('a wrong token is nobody, also beside a good cookie', async () => {
	const authorization = `Bearer ink_${'A'.repeat(43)}`;
	for (const more of [{}, { cookie, origin: server.url }]) {
		const answer = await ask('POST', '/api/v1/chat.create', { authorization, ...more }, notes());
		expect(answer).toMatchObject({ status: 401, body: { error: { code: 'unauthenticated' } } });
	}
});

test('a token opens nothing but events: no account, no devices, no invites', async () => {
	const doors: [string, string][] = [
		['POST', '/api/v1/password'],
		['DELETE', '/api/v1/session'],
		['DELETE', '/api/v1/devices'],
		['DELETE', `/api/v1/devices/${newId()}`],
		['POST', '/api/v1/invites'],
		['GET', '/api/v1/devices'],
		['GET', '/api/v1/factors'],
		['GET', '/api/v1/audit']
	];
	for (const [method, path] of doors) {
		const answer = await fetch(`${server.url}${path}`, {
			method,
			headers: { authorization: `Bearer ${secret}`, cookie },
			...(method === 'POST' ? { body: '{}' } : {})
		});
		expect([path, answer.status], path).toEqual([path, 401]);
	}
	const page = await fetch(server.url, {
		headers: { authorization: `Bearer ${secret}` },
		redirect: 'manual'
	});
	expect(await page.text()).not.toContain('Ana');
});

test('what a proxy puts there does not sign anybody out', async () => {
	const headers = { cookie, origin: server.url, authorization: 'Bearer eyJhbGciOiJIUzI1NiJ9' };
	expect(await ask('POST', '/api/v1/chat.create', headers, notes())).toMatchObject({ status: 200 });
});
