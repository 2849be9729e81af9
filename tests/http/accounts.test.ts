import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { User } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import { text } from '../support/documents.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;

beforeAll(async () => {
	server = await spawnServer({ SIGN_INS_PER_MINUTE_ADDRESS: '1000', LOG_LEVEL: 'error' });
}, 60_000);

afterAll(() => server.remove());

const password = 'correct horse battery';
const signUp = (body: object) => post<{ user: User }>(server.url, '/api/v1/users', body);
const signIn = (body: object) =>
	post<{ user: User; device: { id: string } }>(server.url, '/api/v1/session', body);
const session = (cookie: string, method = 'GET') =>
	fetch(`${server.url}/api/v1/session`, { method, headers: { cookie, origin: server.url } });

let owner: { user: User; cookie: string };

describe('signing up', () => {
	test('makes one owner, also when two first accounts are made at once', async () => {
		const tries = await Promise.all(
			['ana', 'anna'].map((username) => signUp({ username, password, displayName: 'Ana' }))
		);
		expect(tries.map((attempt) => attempt.status).sort()).toEqual([200, 403]);
		const winner = tries.find((attempt) => attempt.reply.ok);
		if (!winner?.reply.ok) throw new Error('Nobody won.');
		const line = winner.cookies.find((cookie) => cookie.startsWith('inkling_session=')) ?? '';
		expect(line).toMatch(/HttpOnly/i);
		expect(line).toMatch(/SameSite=Lax/i);
		owner = { user: winner.reply.data.user, cookie: line.split(';')[0] ?? '' };
	});

	test('needs an invite, which lets in as many as it says', async () => {
		const wish = { username: 'ben', password, displayName: 'Ben' };
		expect((await signUp(wish)).reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
		expect((await signUp({ ...wish, invite: 'guessed' })).status).toBe(403);
		const { reply } = await post<{ token: string; url: string }>(
			server.url,
			'/api/v1/invites',
			{ uses: 1 },
			owner.cookie
		);
		if (!reply.ok) throw new Error('No invite was made.');
		expect(reply.data.url).toBe(`${server.url}/signup#invite=${reply.data.token}`);
		const two = ['ben', 'bea'].map((username) => signUp({ ...wish, username, invite: reply.data.token }));
		expect((await Promise.all(two)).map((attempt) => attempt.status).sort()).toEqual([200, 403]);
	});

	test('refuses bad fields with their names, and a taken name', async () => {
		const { reply: invite } = await post<{ token: string }>(
			server.url,
			'/api/v1/invites',
			{ uses: 5 },
			owner.cookie
		);
		const token = invite.ok ? invite.data.token : '';
		const wish = { username: 'cleo', password, displayName: 'Cleo', invite: token };
		const bad: [object, string][] = [
			[{ username: '' }, 'username'],
			[{ username: 'a b' }, 'username'],
			[{ password: 'short' }, 'password'],
			[{ password: 'x'.repeat(600) }, 'password'],
			[{ displayName: ' ' }, 'displayName'],
			[{ displayName: 'Two\nlines' }, 'displayName'],
			[{ displayName: 'A\ttab' }, 'displayName'],
			[{ displayName: 'gpj.\u202eanA' }, 'displayName'],
			[{ displayName: 'Ana\u2067' }, 'displayName'],
			[{ displayName: 'Ana\u0085' }, 'displayName'],
			[{ displayName: '\u200b' }, 'displayName'],
			[{ role: 'owner' }, 'role'],
			[{ username: 7 }, 'username']
		];
		for (const [change, path] of bad) {
			const { status, reply } = await signUp({ ...wish, ...change });
			expect(status, JSON.stringify(change)).toBe(400);
			expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_data', issues: [{ path }] } });
		}
		const taken = await signUp({ ...wish, username: owner.user.username.toUpperCase() });
		expect(taken).toMatchObject({
			status: 409,
			reply: { error: { code: 'conflict', issues: [{ path: 'username' }] } }
		});
		const other = await post(server.url, '/api/v1/users', undefined);
		expect(other.status).toBe(400);
	});

	test('of a stranger makes no invite', async () => {
		expect((await post(server.url, '/api/v1/invites', {})).reply).toMatchObject({
			ok: false,
			error: { code: 'unauthenticated' }
		});
	});
});

describe('signing in', () => {
	test('begins a new session on a device, and signing out ends it', async () => {
		const { reply, cookies } = await signIn({ username: owner.user.username, password });
		expect(reply).toMatchObject({
			ok: true,
			data: { user: owner.user, device: { id: expect.any(String) as string } }
		});
		const cookie = cookies.find((line) => line.startsWith('inkling_session='))?.split(';')[0] ?? '';
		expect(cookie).not.toBe(owner.cookie);
		const read = await session(cookie);
		expect(read.headers.get('cache-control')).toBe('no-store');
		const told: unknown = await read.json();
		expect(told).toMatchObject(reply);
		expect(told).toMatchObject({ data: { role: 'owner' } });
		expect((await session(cookie, 'DELETE')).status).toBe(200);
		expect((await session(cookie)).status).toBe(401);
		expect((await session(owner.cookie)).status).toBe(200);
	});

	test('answers an unknown name and a wrong password in the same words', async () => {
		const wrong = await signIn({ username: owner.user.username, password: 'not the right one' });
		const unknown = await signIn({ username: 'nobody', password: 'not the right one' });
		expect(wrong.status).toBe(401);
		expect(unknown.reply).toEqual(wrong.reply);
	});

	test('slows guessing down for each account', async () => {
		await signUpOver(server, 'dora', owner);
		const replies = [];
		for (let n = 0; n < 6; n++) replies.push((await signIn({ username: 'DORA', password: 'guess' })).reply);
		expect(replies.slice(0, 5).every((reply) => !reply.ok && reply.error.code === 'unauthenticated')).toBe(
			true
		);
		expect(replies[5]).toMatchObject({
			error: { code: 'rate_limited', retryAfterMs: expect.any(Number) as number }
		});
	});

	test('keeps the device of a browser that was here before', async () => {
		await signUpOver(server, 'emil', owner);
		const first = await signIn({ username: 'emil', password });
		const device = first.cookies.find((line) => line.startsWith('inkling_device='))?.split(';')[0] ?? '';
		const again = await post<{ device: { id: string } }>(
			server.url,
			'/api/v1/session',
			{ username: 'emil', password },
			device
		);
		if (!first.reply.ok || !again.reply.ok) throw new Error('Signing in was refused.');
		expect(again.reply.data.device.id).toBe(first.reply.data.device.id);
	});
});

describe('the HTTP door', () => {
	test('runs the same events in the same envelope', async () => {
		const id = newId();
		const chat = await post(
			server.url,
			'/api/v1/chat.create',
			{ id, kind: 'self', memberIds: [] },
			owner.cookie
		);
		expect(chat).toMatchObject({ status: 200, reply: { ok: true, data: { id, kind: 'self' } } });
		const send = { id: newId(), chatId: id, content: text('By HTTP') };
		expect((await post(server.url, '/api/v1/message.send', send, owner.cookie)).reply).toMatchObject({
			data: { seq: 1 }
		});
		const wrong = { ...send, content: text('Other') };
		expect((await post(server.url, '/api/v1/message.send', wrong, owner.cookie)).status).toBe(409);
		expect((await post(server.url, '/api/v1/nonsense', {}, owner.cookie)).status).toBe(404);
		expect((await post(server.url, '/api/v1/message.send', send)).status).toBe(401);
	});

	test('refuses another site, bodies that are not JSON, and bodies that are too large', async () => {
		const ask = (headers: Record<string, string>, body: string) =>
			fetch(`${server.url}/api/v1/users.search`, {
				method: 'POST',
				headers: { cookie: owner.cookie, ...headers },
				body
			});
		const good = JSON.stringify({ query: 'a', limit: 1 });
		expect((await ask({ origin: 'https://evil.example' }, good)).status).toBe(403);
		expect((await ask({}, good)).status).toBe(403);
		expect((await ask({ origin: server.url }, '{')).status).toBe(400);
		expect((await ask({ origin: server.url }, `"${'x'.repeat(2 ** 21)}"`)).status).toBe(413);
		expect((await ask({ origin: server.url, 'content-type': 'application/json' }, good)).status).toBe(200);
	});

	test('says that the server lives and is ready', async () => {
		expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
		expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
	});
});
