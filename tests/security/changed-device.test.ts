import { generate } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '$lib/protocol/envelope.ts';
import { openSocket } from '../support/connect.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

const password = 'correct horse battery';
const paris = { language: 'fr', timeZone: 'Europe/Paris' };
const tokyo = { language: 'fr', timeZone: 'Asia/Tokyo' };
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let server: SpawnedServer;
let owner: { cookie: string };

beforeAll(async () => {
	server = await spawnServer({ SIGN_INS_PER_MINUTE_ACCOUNT: '1000', SIGN_INS_PER_MINUTE_ADDRESS: '1000' });
	owner = await signUpOver(server, 'ana');
});

afterAll(() => server.remove());

async function ask(cookie: string, method: string, path: string, body?: object, headers = {}) {
	const response = await fetch(`${server.url}/api/v1/${path}`, {
		method,
		headers: { 'content-type': 'application/json', origin: server.url, cookie, ...headers },
		...(body ? { body: JSON.stringify(body) } : {})
	});
	const line = response.headers.getSetCookie().find((each) => each.startsWith('inkling_session='));
	return { reply: (await response.json()) as Reply<{ secret?: string }>, cookie: line?.split(';')[0] ?? '' };
}

/** Tries a handshake: `in`, or the code with which it was refused. After `in` the device is known by these traits. */
async function shake(cookie: string, traits: Record<string, string>): Promise<string> {
	const socket = openSocket(server.url, cookie, traits);
	const outcome = await new Promise<string>((resolve) => {
		socket.once('connect', () => resolve('in'));
		socket.once('connect_error', (error: Error & { data?: { code: string } }) =>
			resolve(error.data?.code ?? error.message)
		);
	});
	if (outcome === 'in') await known(cookie);
	socket.disconnect();
	return outcome;
}

/** Waits until a request from elsewhere is told from the device's own, which it is once that is noted. */
async function known(cookie: string): Promise<void> {
	for (;;) {
		const { reply } = await ask(cookie, 'GET', 'session', undefined, { 'inkling-time-zone': 'Nowhere' });
		if (!reply.ok) return;
	}
}

const sessionSeenFrom = async (cookie: string, traits: typeof paris) =>
	(
		await ask(cookie, 'GET', 'session', undefined, {
			'inkling-language': traits.language,
			'inkling-time-zone': traits.timeZone
		})
	).reply;

test('a session whose device looks otherwise is let in again by the password alone, and goes on under another id', async () => {
	const { cookie } = await signUpOver(server, 'ben', owner);
	expect(await shake(cookie, paris)).toBe('in');
	expect(await shake(cookie, paris)).toBe('in');
	expect(await shake(cookie, tokyo)).toBe('reauth_required');
	expect(await shake(cookie, {})).toBe('reauth_required');
	expect(await sessionSeenFrom(cookie, paris)).toMatchObject({ ok: true });
	expect(await sessionSeenFrom(cookie, tokyo)).toMatchObject({
		error: { code: 'reauth_required', issues: [{ path: 'password' }] }
	});

	const traits = { 'inkling-language': 'fr', 'inkling-time-zone': 'Asia/Tokyo' };
	const confirm = (body: object) => ask(cookie, 'POST', 'session/confirm', body, traits);
	expect((await confirm({ password: 'not this one' })).reply).toMatchObject({ error: { code: 'forbidden' } });
	expect((await confirm({})).reply).toMatchObject({ error: { code: 'invalid_data' } });
	const confirmed = await confirm({ password });
	expect(confirmed.reply.ok).toBe(true);
	expect(confirmed.cookie).not.toBe(cookie);
	expect(await shake(cookie, paris)).toBe('unauthenticated');
	expect(await shake(confirmed.cookie, tokyo)).toBe('in');
	expect(await shake(confirmed.cookie, paris)).toBe('reauth_required');
});

test('the HTTP door is shut to another browser with the same cookie', async () => {
	const { cookie } = await signUpOver(server, 'cleo', owner);
	expect(await shake(cookie, paris)).toBe('in');
	const elsewhere = { 'user-agent': firefox };
	for (const [method, path, body] of [
		['POST', 'users.search', { query: 'ana', limit: 5 }],
		['GET', 'session', undefined],
		['GET', 'devices', undefined],
		['GET', 'factors', undefined],
		['POST', 'factors/totp', { password }],
		['POST', 'password', { password, newPassword: 'a longer one than before' }],
		['POST', 'invites', {}]
	] as const)
		expect((await ask(cookie, method, path, body, elsewhere)).reply, path).toMatchObject({
			error: { code: 'reauth_required' }
		});
	expect((await ask(cookie, 'POST', 'users.search', { query: 'ana', limit: 5 })).reply.ok).toBe(true);
});

test('who has a second factor confirms with that, and not with the password', async () => {
	const before = await signUpOver(server, 'dora', owner);
	const { reply } = await ask(before.cookie, 'POST', 'factors/totp', { password });
	const secret = (reply.ok && reply.data.secret) || '';
	const codeAt = (steps: number) => generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });
	const { cookie } = await ask(before.cookie, 'PUT', 'factors/totp', { code: await codeAt(0) });
	expect(await shake(cookie, paris)).toBe('in');
	expect(await sessionSeenFrom(cookie, tokyo)).toMatchObject({
		error: { code: 'reauth_required', issues: [{ path: 'code' }] }
	});
	const traits = { 'inkling-time-zone': 'Asia/Tokyo' };
	expect((await ask(cookie, 'POST', 'session/confirm', { password }, traits)).reply).toMatchObject({
		error: { code: 'reauth_required' }
	});
	const code = await codeAt(1);
	const confirmed = await ask(cookie, 'POST', 'session/confirm', { code }, traits);
	expect(confirmed.reply.ok).toBe(true);
	expect(await shake(confirmed.cookie, tokyo)).toBe('in');
});

test('who signs in again on a device that looks otherwise is let in, and the session from before is not', async () => {
	const { cookie } = await signUpOver(server, 'emil', owner);
	expect(await shake(cookie, paris)).toBe('in');
	const { reply } = await ask(cookie, 'GET', 'session');
	const device = reply.ok ? (reply.data as { device: { id: string } }).device.id : '';
	const again = await ask(`inkling_device=${device}`, 'POST', 'session', { username: 'emil', password });
	expect(again.reply).toMatchObject({ data: { device: { id: device } } });
	expect(await shake(again.cookie, tokyo)).toBe('in');
	expect(await shake(cookie, paris)).toBe('reauth_required');
	expect(await shake(again.cookie, tokyo)).toBe('in');
});
