import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '$lib/protocol/envelope.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, openSocket } from '../support/connect.ts';
import { hello } from '../support/hello.ts';
import { text } from '../support/documents.ts';
import { post, signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { startServer } from '../support/start-server.ts';

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

const signIn = (fields: object = {}) =>
	post(server.url, '/api/v1/session', { username: 'ana', password, ...fields });
const sessionOf = (cookies: string[]) =>
	cookies.find((line) => /^(__Host-)?inkling_session=/.test(line)) ?? '';

test('1: another site reaches the hub neither by websocket nor by polling; the own one does', async () => {
	const poll = (origin: string | null) =>
		fetch(`${server.url}/socket.io/?EIO=4&transport=polling`, {
			headers: { cookie: owner.cookie, ...(origin === null ? {} : { origin }) }
		});
	// Over polling the handshake of socket.io is an exchange of its own: it is the answer to it that counts.
	const shake = async (origin: string | null) => {
		const opened = (await (await poll(origin)).text()).slice(1);
		const { sid } = JSON.parse(opened) as { sid: string };
		const address = `${server.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`;
		const headers = { cookie: owner.cookie, ...(origin === null ? {} : { origin }) };
		await fetch(address, { method: 'POST', headers, body: `40${JSON.stringify(hello())}` });
		return (await fetch(address, { headers })).text();
	};
	const open = async (origin: string | null) => {
		const socket = openSocket(server.url, owner.cookie, {}, origin);
		const outcome = await new Promise((resolve) => {
			socket.once('connect', () => resolve('in'));
			socket.once('connect_error', (error: Error & { data?: object }) => resolve(error.data));
		});
		socket.disconnect();
		return outcome;
	};
	for (const origin of ['https://evil.example', 'null', null]) {
		expect(await shake(origin)).toContain('origin_rejected');
		expect(await open(origin)).toEqual({ code: 'origin_rejected' });
	}
	expect(await shake(server.url)).toMatch(/^40\{"sid"/);
	expect(await open(server.url)).toBe('in');
});

test('2: the cookie of a session is out of reach for scripts and other sites, and bound to its host over https', async () => {
	const { cookies } = await signIn();
	expect(sessionOf(cookies)).toMatch(/; HttpOnly/);
	expect(sessionOf(cookies)).toMatch(/; SameSite=Lax/);
	expect(sessionOf(cookies)).not.toMatch(/; (Secure|Domain)/);

	const origin = 'https://chat.example.org';
	const secure = await spawnServer({ ORIGIN: origin });
	const response = await fetch(`${secure.url}/api/v1/users`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', origin },
		body: JSON.stringify({ username: 'ana', password, displayName: 'Ana' })
	});
	const cookie = sessionOf(response.headers.getSetCookie());
	expect(cookie).toMatch(/^__Host-inkling_session=/);
	for (const part of [/; Path=\//, /; HttpOnly/, /; Secure/, /; SameSite=Lax/]) expect(cookie).toMatch(part);
	expect(cookie).not.toMatch(/; Domain/);
	await secure.remove();
});

test('3: the id of a session is long, and another one after every sign-in', async () => {
	const ids = await Promise.all(
		Array.from({ length: 20 }, async () => /=([^;]+)/.exec(sessionOf((await signIn()).cookies))?.[1] ?? '')
	);
	expect(new Set(ids).size).toBe(20);
	// Lucia's alphabet has 32 letters: 26 of them are 130 bits.
	for (const id of ids) expect(id).toMatch(/^[a-z0-9]{26,}$/);
});

// "At once" is told by order, not by a clock: after the answer, one exchange of another socket is waited for.
test('4: signing out ends the sockets of the session at once, and no others', async () => {
	const { cookies } = await signIn();
	const cookie = sessionOf(cookies).split(';')[0] ?? '';
	const [client, other] = [await connect(server, { cookie }), await connect(server, owner)];
	await fetch(`${server.url}/api/v1/session`, { method: 'DELETE', headers: { cookie, origin: server.url } });
	await other.get('devices.list', {});
	expect(client.socket.connected).toBe(false);
	await expect(connect(server, { cookie })).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
	other.close();
});

test('4: another password, signing out a device or all others ends their sockets at once, and not the own', async () => {
	const other = await signUpOver(server, 'ben', owner);
	const credentials = { username: 'ben', password };
	const begin = async () => {
		const { cookies } = await post(server.url, '/api/v1/session', credentials);
		const cookie = sessionOf(cookies).split(';')[0] ?? '';
		return { cookie, client: await connect(server, { cookie }) };
	};
	const ask = async (method: string, path: string, body?: object) => {
		const headers = { 'content-type': 'application/json', origin: server.url, cookie: other.cookie };
		const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
		return (await fetch(`${server.url}/api/v1/${path}`, init)).json() as Promise<Reply<never>>;
	};
	const own = await connect(server, other);
	const devices = async () => {
		const reply = (await ask('GET', 'devices')) as Reply<{ id: string; current: boolean }[]>;
		return reply.ok ? reply.data : [];
	};
	const ways = [
		async () => {
			const elsewhere = (await devices()).filter(({ current }) => !current);
			expect(elsewhere).toHaveLength(1);
			return ask('DELETE', `devices/${elsewhere[0]?.id}`);
		},
		() => ask('DELETE', 'devices'),
		() => ask('POST', 'password', { password, newPassword: 'another one altogether' })
	];
	for (const end of ways) {
		const { cookie, client } = await begin();
		expect(await end()).toMatchObject({ ok: true, data: { ended: 1 } });
		await own.get('devices.list', {});
		expect(client.socket.connected).toBe(false);
		expect(client.count('session.ended')).toBe(1);
		await expect(connect(server, { cookie })).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
		expect(await devices()).toMatchObject([{ current: true }]);
	}
	own.close();

	// The old password is one no more; a wrong one changes nothing; somebody else's device is not there.
	expect((await post(server.url, '/api/v1/session', credentials)).status).toBe(401);
	const change = (body: object) => ask('POST', 'password', body);
	expect(await change({ password, newPassword: 'and one more' })).toMatchObject({
		error: { code: 'forbidden' }
	});
	expect(await change({ password: 'another one altogether', newPassword: 'short' })).toMatchObject({
		error: { code: 'invalid_data' }
	});
	const credentialsNow = { username: 'ben', password: 'another one altogether' };
	expect((await post(server.url, '/api/v1/session', credentialsNow)).status).toBe(200);
	const session = await fetch(`${server.url}/api/v1/session`, { headers: { cookie: owner.cookie } });
	const { data } = (await session.json()) as { data: { device: { id: string } } };
	expect(await ask('DELETE', `devices/${data.device.id}`)).toMatchObject({ error: { code: 'not_found' } });
});

test('5: a session that is too old ends with its open sockets, however much it is used; one without use ends too', async () => {
	const hub = await startServer({ SESSION_DAYS_IDLE: '30', SESSION_DAYS_LIFE: '90' });
	const ana = await hub.person('ana');
	const dayMs = 24 * 60 * 60 * 1000;
	const change = (session: { created_at?: number; expires_at?: number }) =>
		hub.app.store.write((tx) => tx.sql.updateTable('sessions').set(session).execute());
	const lasts = async () =>
		(await hub.app.store.db.sql.selectFrom('sessions').select('expires_at').executeTakeFirstOrThrow())
			.expires_at - Date.now();
	// Used in its last half it is renewed, but not beyond its life.
	await change({ expires_at: Date.now() + 10 * dayMs });
	(await connect(hub, ana)).close();
	expect(Math.round((await lasts()) / dayMs)).toBe(30);
	await change({ created_at: Date.now() - 80 * dayMs, expires_at: Date.now() + 5 * dayMs });
	(await connect(hub, ana)).close();
	expect(Math.round((await lasts()) / dayMs)).toBe(10);

	await change({ created_at: Date.now() - 90 * dayMs + 3_000 });
	const client = await connect(hub, ana);
	await client.told('session.ended', ({ code }) => code === 'unauthenticated');
	await expect(connect(hub, ana)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });

	// Nor does one that was given more time than a life has.
	const carl = await hub.person('carl');
	await change({ created_at: Date.now() - 91 * dayMs, expires_at: Date.now() + 20 * dayMs });
	await expect(connect(hub, carl)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });

	const ben = await hub.person('ben');
	await change({ expires_at: Date.now() - 1 });
	await expect(connect(hub, ben)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
	await hub.stop();
});

test('6: who comes back is looked at anew: a chat that was left meanwhile is not heard', async () => {
	const hub = await startServer();
	const [ana, ben] = [await hub.person('ana'), await hub.person('ben')];
	const anas = await connect(hub, ana);
	const chatId = newId();
	const memberIds = [ben.user.id];
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Both' });
	await anas.get('message.send', { id: newId(), chatId, content: text('Hello') });
	const before = await connect(hub, ben);
	before.close();
	await anas.get('chat.members.remove', { chatId, userId: ben.user.id });
	const after = await connect(hub, ben, before.deviceId);
	await anas.get('message.send', { id: newId(), chatId, content: text('Among us') });
	// Something that he does hear, and that was said later.
	const own = newId();
	await anas.get('chat.create', { id: own, kind: 'direct', memberIds });
	await anas.get('message.send', { id: newId(), chatId: own, content: text('To you') });
	await after.told('chat.initiated', ({ id }) => id === own);
	expect(after.pushes.some((push) => JSON.stringify(push).includes('Among us'))).toBe(false);
	await hub.stop();
});

test('7: no password, session, invite or cookie is in the log or in an answer that refuses', async () => {
	const { reply, cookies } = await signIn();
	expect(reply.ok).toBe(true);
	const invite = await post<{ token: string }>(server.url, '/api/v1/invites', {}, owner.cookie);
	const token = invite.reply.ok ? invite.reply.data.token : '';
	const wrong = await signIn({ password: 'a secret that does not fit' });
	const spoilt = await post(server.url, '/api/v1/session', { username: 5, password: 'another secret' });
	const unknown = await fetch(`${server.url}/signup?invite=${token}`, { headers: { cookie: owner.cookie } });
	await unknown.text();
	const secrets = [
		password,
		'a secret that does not fit',
		'another secret',
		token,
		...[...cookies.map((line) => line.split(';')[0] ?? ''), owner.cookie].map(
			(cookie) => cookie.split('=')[1] ?? ''
		)
	];
	expect(secrets.every((secret) => secret.length > 8)).toBe(true);
	const told = server.output() + JSON.stringify([wrong.reply, spoilt.reply]);
	expect(secrets.filter((secret) => told.includes(secret))).toEqual([]);
});

test('8: nothing changes by GET', async () => {
	const get = (path: string) => fetch(`${server.url}${path}`, { headers: { cookie: owner.cookie } });
	for (const path of ['/api/v1/chat.create', '/api/v1/message.send', '/api/v1/users', '/api/v1/invites'])
		expect((await get(path)).status).toBe(405);
	const session = await get('/api/v1/session');
	expect(await session.json()).toMatchObject({ ok: true, data: { user: { username: 'ana' } } });
});

test('8: nothing changes by what another site makes a browser send, nor by a request that does not say where it is from', async () => {
	const invites = async () => {
		const headers = { cookie: owner.cookie, origin: server.url };
		return (await fetch(`${server.url}/api/v1/invites.list`, { method: 'POST', headers })).json();
	};
	const before = await invites();
	const asked = [
		['POST', 'invites'],
		['POST', 'chat.create'],
		['POST', 'password'],
		['DELETE', 'devices'],
		['DELETE', 'session']
	] as const;
	for (const origin of ['https://evil.example', 'null', null])
		for (const [method, path] of asked) {
			// A form sends it without asking first; what it says is JSON all the same.
			const headers = { cookie: owner.cookie, 'content-type': 'text/plain', ...(origin ? { origin } : {}) };
			const body = method === 'POST' ? '{}' : null;
			const answer = await fetch(`${server.url}/api/v1/${path}`, { method, headers, body });
			expect([path, origin, answer.status]).toEqual([path, origin, 403]);
		}
	expect(await invites()).toEqual(before);
});
