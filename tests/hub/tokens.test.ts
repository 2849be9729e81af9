import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { hashToken } from '$lib/server/store/hash-token.ts';
import { insertToken } from '$lib/server/store/tokens.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { connectProgram, makeToken } from '../support/token.ts';

let server: TestServer;
let people: { ana: Person; ben: Person };
let ana: TestClient;
let ben: TestClient;
let chatId: string;

beforeEach(async () => {
	server = await startServer();
	people = { ana: await server.person('ana'), ben: await server.person('ben') };
	ana = await connect(server, people.ana);
	ben = await connect(server, people.ben);
	chatId = newId();
	await ana.get('chat.create', {
		id: chatId,
		kind: 'group',
		memberIds: [people.ben.user.id],
		title: 'Boats'
	});
	await ana.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
});

afterEach(() => server.stop());

const hi = () => ({ id: newId(), chatId, content: text('Hi') });

/** The refusal of an event. */
async function codeOf(client: TestClient, event: string, payload: unknown): Promise<string> {
	const reply = await client.ask(event, payload);
	return reply.ok ? 'ok' : reply.error.code;
}

describe('a program with a token', () => {
	test('comes in without a cookie, a device and an origin, on either transport, and is told of changes', async () => {
		const { secret } = await makeToken(ben, ['read', 'write']);
		for (const transports of [['websocket'], ['polling']] as ('websocket' | 'polling')[][]) {
			const program = await connectProgram(server, secret, {
				transports,
				headers: { origin: 'https://elsewhere.example' }
			});
			await program.get('chat.messages.get', { chatId, limit: 1 });
			const said = await ana.get('message.send', hi());
			await program.told('message.new', ({ id }) => id === said.id);
			const answer = await program.get('message.send', hi());
			await ana.told(
				'message.new',
				({ id, senderId }) => id === answer.id && senderId === people.ben.user.id
			);
			program.close();
		}
	});

	test('is nobody with a secret that is wrong, cut, or of another form', async () => {
		const { secret } = await makeToken(ben, ['read']);
		const wrong = [secret.slice(0, -1), `${secret}A`, `ink_${'A'.repeat(43)}`, secret.toUpperCase(), '', 'x'];
		for (const each of wrong) {
			await expect(connectProgram(server, each)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
		}
	});

	test('does not fall back on a cookie beside a wrong secret', async () => {
		const headers = { cookie: people.ben.cookie, origin: server.url };
		await expect(connectProgram(server, `ink_${'A'.repeat(43)}`, { headers })).rejects.toMatchObject({
			data: { code: 'unauthenticated' }
		});
	});

	test('does what its token permits, and nothing else', async () => {
		const asked = {
			'chat.messages.get': { chatId, limit: 1 },
			'message.send': hi(),
			'chat.title.update': { chatId, title: 'Ships', baseVersion: 1, mutationId: newId() },
			'users.list': { limit: 1 },
			'invites.revoke': { id: 'a'.repeat(64) }
		};
		const may = {
			read: ['chat.messages.get'],
			write: ['message.send'],
			chats: ['chat.title.update'],
			'server.read': ['users.list'],
			'server.manage': ['invites.revoke']
		} as const;
		for (const [permission, events] of Object.entries(may)) {
			const { secret } = await makeToken(ana, [permission as keyof typeof may]);
			const program = await connectProgram(server, secret);
			const heard: string[] = [];
			for (const [event, payload] of Object.entries(asked)) {
				if ((await codeOf(program, event, payload)) !== 'forbidden') heard.push(event);
			}
			expect([permission, heard]).toEqual([permission, events]);
			program.close();
		}
	});

	test('gets round that neither by sync.offline nor by what takes over accounts', async () => {
		const { secret } = await makeToken(ana, ['write', 'server.manage', 'server.read']);
		const program = await connectProgram(server, secret);
		const mutation = {
			id: newId(),
			event: 'chat.create',
			payload: { id: newId(), kind: 'self', memberIds: [] },
			at: 0
		};
		const { results } = await program.get('sync.offline', { mutations: [mutation] });
		expect(results[0]?.reply).toMatchObject({ ok: false, error: { code: 'forbidden' } });
		const userId = people.ben.user.id;
		expect(await codeOf(program, 'users.password.reset', { userId })).toBe('forbidden');
		expect(await codeOf(program, 'users.role', { userId, role: 'admin' })).toBe('forbidden');
		expect(await codeOf(program, 'tokens.list', {})).toBe('forbidden');
		expect(
			await codeOf(program, 'tokens.create', {
				id: newId(),
				name: 'x',
				permissions: ['read'],
				expiresAt: null
			})
		).toBe('forbidden');
		expect(await codeOf(program, 'devices.acknowledge', { deviceId: newId(), own: true })).toBe('forbidden');
	});

	test('is told nothing, and lets nobody seem to be there, where it may not read', async () => {
		const cara = await server.person('cara');
		const hers = await connect(server, cara);
		const { secret } = await makeToken(hers, ['write']);
		hers.close();
		const program = await connectProgram(server, secret);
		await ana.get('chat.members.add', { chatId, userIds: [cara.user.id] });
		const sent = await program.get('message.send', hi());
		await ben.told('message.new', ({ id }) => id === sent.id);
		// The answer to its own question comes after whatever it was told.
		await ana.get('message.send', hi());
		await codeOf(program, 'typing.start', { chatId });
		expect(program.pushes).toEqual([]);
	});

	test('lets a bot be seen while it is there, and nobody else', async () => {
		const cara = await server.person('cara');
		// Made beside the door, so that she was never here.
		const hers = `ink_${'c'.repeat(43)}`;
		const row = { id: newId(), user_id: cara.user.id, name: 'Build', secret_hash: hashToken(hers) };
		await server.app.store.write((tx) =>
			insertToken(tx, { ...row, permissions: '["read","write"]', expires_at: null })
		);
		const { user } = await ana.get('bots.create', { id: newId(), username: 'echo', displayName: 'Echo' });
		const its = await makeToken(ana, ['read'], { userId: user.id });
		await ana.get('chat.members.add', { chatId, userIds: [cara.user.id, user.id] });
		const program = await connectProgram(server, hers);
		await program.ask('presence.set', { status: 'active' });
		await connectProgram(server, its.secret);
		const seen = await ben.get('presence.get', { userIds: [cara.user.id, user.id] });
		expect(new Map(seen.map(({ userId, status }) => [userId, status]))).toEqual(
			new Map([
				[cara.user.id, 'offline'],
				[user.id, 'active']
			])
		);
	});
});

describe('a token', () => {
	test('ends what it opened when it is revoked, and nothing else', async () => {
		const [one, other] = [await makeToken(ben, ['read']), await makeToken(ben, ['read'])];
		const program = await connectProgram(server, one.secret);
		const still = await connectProgram(server, other.secret);
		await ben.get('tokens.revoke', { id: one.id });
		expect(await program.told('session.ended')).toEqual({ code: 'unauthenticated' });
		await expect(connectProgram(server, one.secret)).rejects.toMatchObject({
			data: { code: 'unauthenticated' }
		});
		await still.get('chat.messages.get', { chatId, limit: 1 });
		await ben.get('chat.messages.get', { chatId, limit: 1 });
		expect((await ben.get('tokens.list', {})).map(({ id }) => id)).toEqual([other.id]);
	});

	test('lets nobody in while its account is disabled, and again when it is enabled', async () => {
		const { secret } = await makeToken(ben, ['read']);
		const program = await connectProgram(server, secret);
		await ana.get('users.disable', { userId: people.ben.user.id, disabled: true });
		await program.told('session.ended');
		await expect(connectProgram(server, secret)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
		await ana.get('users.disable', { userId: people.ben.user.id, disabled: false });
		(await connectProgram(server, secret)).close();
	});

	test('ends what it opened when it expires', async () => {
		const { secret } = await makeToken(ben, ['read'], { expiresAt: Date.now() + 1500 });
		const program = await connectProgram(server, secret);
		await program.told('session.ended');
		await expect(connectProgram(server, secret)).rejects.toMatchObject({ data: { code: 'unauthenticated' } });
	});

	test('that was revoked is not made again by a request that comes late', async () => {
		const wish = { id: newId(), name: 'Nightly', permissions: ['read' as const], expiresAt: null };
		await ana.get('tokens.create', wish);
		await ana.get('tokens.revoke', { id: wish.id });
		expect(await codeOf(ana, 'tokens.create', wish)).toBe('conflict');
		expect(await ana.get('tokens.list', {})).toEqual([]);
	});

	test('holds until a time that there is', async () => {
		const wish = { id: newId(), name: 'Nightly', permissions: ['read' as const], expiresAt: 8.64e15 };
		expect(await codeOf(ana, 'tokens.create', { ...wish, expiresAt: 8.64e15 + 1 })).toBe('invalid_data');
		expect(new Date((await ana.get('tokens.create', wish)).expiresAt ?? NaN).getTime()).toBe(8.64e15);
	});

	test('that has expired already is not made', async () => {
		const wish = { id: newId(), name: 'Late', permissions: ['read'], expiresAt: Date.now() - 1 };
		const reply = await ben.ask('tokens.create', wish);
		expect(reply).toMatchObject({ error: { code: 'invalid_data', issues: [{ path: 'expiresAt' }] } });
		expect(await ben.get('tokens.list', {})).toEqual([]);
	});

	test('whose answer was lost is asked for again: there is one, and the secret of the first time lets nobody in', async () => {
		const wish = { id: newId(), name: 'Build', permissions: ['read' as const], expiresAt: null };
		const lost = await ben.get('tokens.create', wish);
		const got = await ben.get('tokens.create', wish);
		expect({ ...got, secret: '' }).toEqual({ ...lost, secret: '' });
		await expect(connectProgram(server, lost.secret)).rejects.toThrow();
		(await connectProgram(server, got.secret)).close();
		expect(await ben.get('tokens.list', {})).toHaveLength(1);
	});

	test('that is in use keeps its secret, and its id is no other’s', async () => {
		const wish = { id: newId(), name: 'Build', permissions: ['read' as const], expiresAt: null };
		const { secret } = await ben.get('tokens.create', wish);
		const program = await connectProgram(server, secret);
		// The use is noted by a transaction of its own, which this one comes after.
		await ben.get('message.send', hi());
		expect(await codeOf(ben, 'tokens.create', wish)).toBe('conflict');
		expect(await codeOf(ana, 'tokens.create', wish)).toBe('conflict');
		await program.get('chat.messages.get', { chatId, limit: 1 });
		expect((await ben.get('tokens.list', {}))[0]?.lastUsedAt).toBeGreaterThan(0);
	});

	test('stands hashed on the disk, and in no list', async () => {
		const { secret } = await makeToken(ben, ['read']);
		const rows = await server.app.store.db.sql.selectFrom('tokens').selectAll().execute();
		expect(JSON.stringify(rows)).not.toContain(secret);
		expect(JSON.stringify(await ben.get('tokens.list', {}))).not.toContain(secret);
		expect(JSON.stringify(await ana.get('audit.list', { limit: 10 }))).not.toContain(secret);
	});

	test('of an account comes in numbers that somebody can look through', async () => {
		for (let n = 0; n < 50; n++) await makeToken(ben, ['read']);
		const wish = { id: newId(), name: 'One more', permissions: ['read'], expiresAt: null };
		expect(await codeOf(ben, 'tokens.create', wish)).toBe('too_large');
	});
});

describe('a bot', () => {
	test('is made once, and has no password', async () => {
		const wish = { id: newId(), username: 'echo', displayName: 'Echo' };
		const made = await ana.get('bots.create', wish);
		expect(await ana.get('bots.create', wish)).toEqual(made);
		expect(made.user).toMatchObject({ username: 'echo', displayName: 'Echo', bot: true });
		expect(await ana.get('bots.list', {})).toEqual([made]);
		expect(await codeOf(ana, 'bots.create', { ...wish, username: 'other' })).toBe('conflict');
		expect(await codeOf(ana, 'bots.create', { ...wish, id: newId() })).toBe('conflict');
		expect(await codeOf(ana, 'users.password.reset', { userId: made.user.id })).toBe('conflict');
		const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };
		for (const password of [' ', 'correct horse battery']) {
			await expect(signIn(server.app.auth, { username: 'echo', password }, visitor)).rejects.toMatchObject({
				code: 'unauthenticated'
			});
		}
	});

	test('takes part where it was let in, and opens no chat by itself', async () => {
		const { user } = await ana.get('bots.create', { id: newId(), username: 'echo', displayName: 'Echo' });
		const { secret } = await makeToken(ana, ['read', 'write', 'chats'], { userId: user.id });
		const bot = await connectProgram(server, secret);
		expect(await codeOf(bot, 'message.send', hi())).toBe('not_found');
		await ana.get('chat.members.add', { chatId, userIds: [user.id] });
		await bot.told('chat.initiated', ({ id }) => id === chatId);
		const sent = await bot.get('message.send', hi());
		expect((await ben.told('message.new', ({ id }) => id === sent.id)).senderId).toBe(user.id);
		const wish = { id: newId(), kind: 'direct', memberIds: [people.ben.user.id] };
		expect(await codeOf(bot, 'chat.create', wish)).toBe('forbidden');
		expect(await ana.get('bots.list', {})).toMatchObject([{ tokens: 1 }]);
	});
});
