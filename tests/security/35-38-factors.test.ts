import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { generate } from 'otplib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '$lib/protocol/envelope.ts';
import { connect, openSocket } from '../support/connect.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

const password = 'correct horse battery';

let server: SpawnedServer;
let owner: { cookie: string };

beforeAll(async () => {
	server = await spawnServer({
		LOG_LEVEL: 'trace',
		SIGN_INS_PER_MINUTE_ACCOUNT: '1000',
		SIGN_INS_PER_MINUTE_ADDRESS: '1000'
	});
	owner = await signUpOver(server, 'ana');
});

afterAll(() => server.remove());

type Answer<Data> = { status: number; reply: Reply<Data>; cookie: string | null };

/** Asks the HTTP door as this person. */
async function ask<Data>(cookie: string, method: string, path: string, body?: object): Promise<Answer<Data>> {
	const response = await fetch(`${server.url}/api/v1/${path}`, {
		method,
		headers: { 'content-type': 'application/json', origin: server.url, cookie },
		...(body ? { body: JSON.stringify(body) } : {})
	});
	const line = response.headers.getSetCookie().find((each) => each.startsWith('inkling_session='));
	const reply = (await response.json()) as Reply<Data>;
	return { status: response.status, reply, cookie: line?.split(';')[0] ?? null };
}

function dataOf<Data>({ reply }: { reply: Reply<Data> }): Data {
	if (!reply.ok) throw new Error(`Refused: ${JSON.stringify(reply.error)}`);
	return reply.data;
}

const signIn = (username: string, code?: string) =>
	post(server.url, '/api/v1/session', { username, password, ...(code === undefined ? {} : { code }) });

/** What the app shows now (0) or in the next step (1); both are taken, also if the step ends meanwhile. */
const codeOf = (secret: string, steps: 0 | 1) =>
	generate({ secret, epoch: Math.floor(Date.now() / 1000) + steps * 30 });

/** An account with an app, its secret, its recovery codes and the session that it goes on with. */
async function withApp(username: string) {
	const before = await signUpOver(server, username, owner);
	const { secret } = dataOf(
		await ask<{ secret: string }>(before.cookie, 'POST', 'factors/totp', { password })
	);
	const code = await codeOf(secret, 0);
	const turnedOn = await ask<{ recoveryCodes: string[] }>(before.cookie, 'PUT', 'factors/totp', { code });
	const { recoveryCodes } = dataOf(turnedOn);
	return { before: before.cookie, cookie: turnedOn.cookie ?? '', secret, recoveryCodes, code };
}

test('37: with an app the password alone lets nobody in; a code of it does, and not twice', async () => {
	const { secret, code } = await withApp('ben');
	const without = await signIn('ben');
	expect(without.status).toBe(401);
	expect(without.reply).toMatchObject({ error: { code: 'reauth_required', issues: [{ path: 'code' }] } });
	expect(without.cookies).toEqual([]);
	expect((await signIn('ben', '000000')).reply).toMatchObject({ error: { code: 'unauthenticated' } });
	// The code that turned the app on was one of its codes.
	expect((await signIn('ben', code)).reply).toMatchObject({ error: { code: 'unauthenticated' } });
	const next = await codeOf(secret, 1);
	const both = await Promise.all([signIn('ben', next), signIn('ben', next)]);
	expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
	expect((await signIn('ben', next)).status).toBe(401);
});

test('38: each recovery code lets its owner in once, and is kept as a digest alone', async () => {
	const { recoveryCodes, cookie } = await withApp('cleo');
	expect(recoveryCodes).toHaveLength(10);
	const [first = '', second = ''] = recoveryCodes;
	const both = await Promise.all([signIn('cleo', first), signIn('cleo', first)]);
	expect(both.map(({ status }) => status).sort()).toEqual([200, 401]);
	expect((await signIn('cleo', ` ${second.toUpperCase().replaceAll('-', ' ')}`)).status).toBe(200);
	expect(dataOf(await ask<{ recoveryCodes: number }>(cookie, 'GET', 'factors')).recoveryCodes).toBe(8);
	const file = new DatabaseSync(join(server.dataDir, 'inkling.db'), { readOnly: true });
	const kept = JSON.stringify(file.prepare('SELECT * FROM recovery_codes').all());
	file.close();
	for (const code of recoveryCodes)
		for (const form of [code, code.replaceAll('-', '')]) expect(kept).not.toContain(form);
	const { recoveryCodes: newer } = dataOf(
		await ask<{ recoveryCodes: string[] }>(cookie, 'POST', 'factors/recovery-codes', { password })
	);
	expect((await signIn('cleo', recoveryCodes[5])).status).toBe(401);
	expect((await signIn('cleo', newer[5])).status).toBe(200);
});

test('38: nobody comes in with the recovery code of another', async () => {
	const { recoveryCodes } = await withApp('dora');
	await withApp('emil');
	expect((await signIn('emil', recoveryCodes[0])).status).toBe(401);
	expect((await signIn('dora', recoveryCodes[0])).status).toBe(200);
});

test('38: another password keeps the second factor', async () => {
	const { cookie, recoveryCodes } = await withApp('finn');
	const newPassword = 'a longer one than before';
	expect((await ask(cookie, 'POST', 'password', { password, newPassword })).status).toBe(200);
	const body = { username: 'finn', password: newPassword };
	const without = await post(server.url, '/api/v1/session', body);
	expect(without.reply).toMatchObject({ error: { code: 'reauth_required' } });
	const withCode = await post(server.url, '/api/v1/session', { ...body, code: recoveryCodes[0] });
	expect(withCode.status).toBe(200);
});

test('3: the session goes on under another id once a second factor is set up, and the earlier one with its sockets is gone', async () => {
	const person = await signUpOver(server, 'gwen', owner);
	const { secret } = dataOf(
		await ask<{ secret: string }>(person.cookie, 'POST', 'factors/totp', { password })
	);
	const live = await connect(server, person);
	const beside = await connect(server, owner);
	const turnedOn = await ask(person.cookie, 'PUT', 'factors/totp', { code: await codeOf(secret, 0) });
	// After the answer, one exchange of another socket is waited for.
	await beside.get('devices.list', {});
	beside.close();
	expect(live.count('session.ended')).toBe(1);
	expect(live.socket.connected).toBe(false);
	expect(turnedOn.cookie).not.toBe(person.cookie);
	expect((await ask(person.cookie, 'GET', 'session')).status).toBe(401);
	expect((await ask(turnedOn.cookie ?? '', 'GET', 'session')).status).toBe(200);
	const refused = openSocket(server.url, person.cookie);
	const error = await new Promise<{ data?: unknown }>((resolve) => refused.once('connect_error', resolve));
	expect(error.data).toEqual({ code: 'unauthenticated' });
});

test('an app that was not confirmed asks nothing of anybody, and one in use is not replaced', async () => {
	const person = await signUpOver(server, 'hugo', owner);
	await ask(person.cookie, 'POST', 'factors/totp', { password });
	expect((await signIn('hugo')).status).toBe(200);
	const { reply } = await ask(person.cookie, 'PUT', 'factors/totp', { code: '000000' });
	expect(reply).toMatchObject({ error: { code: 'invalid_data', issues: [{ path: 'code' }] } });
	expect((await signIn('hugo')).status).toBe(200);
	const { cookie } = await withApp('ines');
	expect((await ask(cookie, 'POST', 'factors/totp', { password })).reply).toMatchObject({
		error: { code: 'conflict' }
	});
	expect((await ask(cookie, 'PUT', 'factors/totp', { code: '000000' })).reply).toMatchObject({
		error: { code: 'conflict' }
	});
});

test('an open page without the password changes nothing about who may come in', async () => {
	const { cookie } = await withApp('jana');
	const proof = { password: 'not this one' };
	for (const [method, path] of [
		['POST', 'factors/totp'],
		['DELETE', 'factors/totp'],
		['POST', 'factors/recovery-codes'],
		['POST', 'factors/passkeys'],
		['DELETE', 'factors/passkeys/abc']
	] as const) {
		expect((await ask(cookie, method, path, proof)).reply, path).toMatchObject({
			error: { code: 'forbidden' }
		});
		expect((await ask(cookie, method, path, {})).reply, path).toMatchObject({
			error: { code: 'invalid_data' }
		});
		expect((await ask('', method, path, { password })).status, path).toBe(401);
	}
	expect((await signIn('jana')).reply).toMatchObject({ error: { code: 'reauth_required' } });
	expect((await ask(cookie, 'DELETE', 'factors/totp', { password })).status).toBe(200);
	expect((await signIn('jana')).status).toBe(200);
	expect(dataOf(await ask(cookie, 'GET', 'factors'))).toEqual({
		totpSince: null,
		recoveryCodes: 0,
		passkeys: []
	});
});

test('a made-up passkey brings nobody in and is not kept', async () => {
	const response = {
		id: 'abcd',
		rawId: 'abcd',
		type: 'public-key',
		response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA', userHandle: null }
	};
	await ask('', 'POST', 'session/passkey', {});
	expect((await ask('', 'PUT', 'session/passkey', response)).reply).toMatchObject({
		error: { code: 'unauthenticated' }
	});
	expect((await ask('', 'PUT', 'session/passkey', { ...response, id: 'a b' })).reply).toMatchObject({
		error: { code: 'invalid_data' }
	});
	const { cookie } = await signUpOver(server, 'karl', owner);
	await ask(cookie, 'POST', 'factors/passkeys', { password });
	const made = {
		...response,
		response: { clientDataJSON: 'e30', attestationObject: 'AAAA', transports: ['usb'] }
	};
	expect((await ask(cookie, 'PUT', 'factors/passkeys', { name: 'Key', response: made })).reply).toMatchObject(
		{
			error: { code: 'invalid_data' }
		}
	);
	expect((await signIn('karl')).status).toBe(200);
});

test('35: codes are guessed five times at once and then once in 50 seconds, and nobody else has to wait', async () => {
	const { recoveryCodes } = await withApp('lena');
	const other = await withApp('mara');
	const guesses = [];
	for (let count = 0; count < 6; count++) guesses.push(await signIn('lena', '000000'));
	expect(guesses.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
	const { reply } = await signIn('lena', recoveryCodes[0]);
	expect(reply).toMatchObject({
		error: { code: 'rate_limited', retryAfterMs: expect.any(Number) as number }
	});
	expect((await signIn('mara', other.recoveryCodes[0])).status).toBe(200);
});

test('7, 40: the record tells of factors without a secret, and the log of none', async () => {
	const { secret, recoveryCodes, cookie } = await withApp('nils');
	await signIn('nils', recoveryCodes[0]);
	await ask(cookie, 'DELETE', 'factors/totp', { password });
	const record = await fetch(`${server.url}/api/v1/audit`, { headers: { cookie: owner.cookie } });
	const lines = await record.text();
	for (const words of ['"factor.added"', '"factor.removed"', '"factor":"recovery"'])
		expect(lines).toContain(words);
	for (const text of [secret, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))]) {
		expect(lines).not.toContain(text);
		expect(server.output()).not.toContain(text);
	}
});

test('38: a link for a new password works once, signs out everywhere and keeps the second factor', async () => {
	const { cookie, recoveryCodes } = await withApp('olga');
	const { id } = dataOf(await ask<{ user: { id: string } }>(cookie, 'GET', 'session')).user;
	const live = await connect(server, { cookie });
	const makeLink = async () =>
		dataOf(await ask<{ token: string }>(owner.cookie, 'POST', 'users.password.reset', { userId: id })).token;
	const [replaced, token] = [await makeLink(), await makeLink()];
	const newPassword = 'another one by a link';
	const use = (wish: object) => ask('', 'POST', 'password/reset', wish);
	for (const wrong of [replaced, 'made up'])
		expect((await use({ token: wrong, newPassword })).reply).toMatchObject({ error: { code: 'forbidden' } });
	expect((await use({ token, newPassword: 'short' })).reply).toMatchObject({
		error: { code: 'invalid_data', issues: [{ path: 'newPassword' }] }
	});
	expect((await ask(cookie, 'GET', 'session')).status).toBe(200);
	const beside = await connect(server, owner);
	const both = await Promise.all([use({ token, newPassword }), use({ token, newPassword })]);
	expect(both.map(({ status }) => status).sort()).toEqual([200, 403]);
	await beside.get('devices.list', {});
	beside.close();
	expect(live.count('session.ended')).toBe(1);
	expect(live.socket.connected).toBe(false);
	expect((await ask(cookie, 'GET', 'session')).status).toBe(401);
	const body = { username: 'olga', password: newPassword };
	expect((await post(server.url, '/api/v1/session', body)).reply).toMatchObject({
		error: { code: 'reauth_required' }
	});
	const again = await post(server.url, '/api/v1/session', { ...body, code: recoveryCodes[0] });
	expect(again.status).toBe(200);
	const kept = await (
		await fetch(`${server.url}/api/v1/audit`, { headers: { cookie: owner.cookie } })
	).text();
	for (const secret of [token, replaced, newPassword]) {
		expect(kept).not.toContain(secret);
		expect(server.output()).not.toContain(secret);
	}
});

test('who looks after somebody ends their second factor; the password is enough then', async () => {
	const { cookie, recoveryCodes } = await withApp('pina');
	const { id } = dataOf(await ask<{ user: { id: string } }>(cookie, 'GET', 'session')).user;
	const { cookie: member } = await signUpOver(server, 'quinn', owner);
	expect((await ask(member, 'POST', 'users.factors.reset', { userId: id })).status).toBe(403);
	expect((await ask(owner.cookie, 'POST', 'users.factors.reset', { userId: id })).status).toBe(200);
	expect((await signIn('pina', recoveryCodes[0])).status).toBe(200);
	expect((await signIn('pina')).status).toBe(200);
	expect(dataOf(await ask(cookie, 'GET', 'factors'))).toMatchObject({ totpSince: null, recoveryCodes: 0 });
});

test('people of a role that has to have a second factor do nothing before they have one', async () => {
	const { cookie } = await signUpOver(server, 'rosa', owner);
	const live = await connect(server, { cookie });
	const require = (secondFactorRoles: string[]) =>
		ask(owner.cookie, 'POST', 'server.settings.update', { secondFactorRoles });
	expect((await require(['bot'])).status).toBe(400);
	expect((await require(['member'])).status).toBe(200);
	await live.told('session.ended');
	live.close();
	expect((await ask(cookie, 'GET', 'session')).reply).toMatchObject({
		error: { code: 'reauth_required', issues: [{ path: 'factor' }] }
	});
	for (const [method, path, body] of [
		['POST', 'users.search', { query: 'ana', limit: 5 }],
		['POST', 'invites', {}],
		['GET', 'devices', undefined],
		['POST', 'session/confirm', { password }]
	] as const)
		expect((await ask(cookie, method, path, body)).reply, path).toMatchObject({
			error: { code: 'reauth_required' }
		});
	const refused = openSocket(server.url, cookie);
	const error = await new Promise<{ data?: unknown }>((resolve) => refused.once('connect_error', resolve));
	expect(error.data).toEqual({ code: 'reauth_required' });

	const { secret } = dataOf(await ask<{ secret: string }>(cookie, 'POST', 'factors/totp', { password }));
	const turnedOn = await ask(cookie, 'PUT', 'factors/totp', { code: await codeOf(secret, 0) });
	const letIn = await connect(server, { cookie: turnedOn.cookie ?? '' });
	letIn.close();
	expect((await require([])).status).toBe(200);
});
