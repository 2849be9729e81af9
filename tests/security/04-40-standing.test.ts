import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { contract, type EventName } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { serverRole, type ServerRole } from '$lib/protocol/server-roles.ts';
import { createInvite } from '$lib/server/auth/invites.ts';
import { signUpShape } from '$lib/server/auth/credentials.ts';
import { hashPassword } from '$lib/server/auth/passwords.ts';
import { signIn } from '$lib/server/auth/sign-in.ts';
import { signUp } from '$lib/server/auth/sign-up.ts';
import { findUser } from '$lib/server/store/users.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };
const password = 'correct horse battery';

let server: TestServer;
let owner: TestClient;
let people: Record<ServerRole, Person>;

beforeEach(async () => {
	server = await startServer();
	people = {} as Record<ServerRole, Person>;
	for (const role of serverRole.options) people[role] = await server.person(role);
	owner = await connect(server, people.owner);
	for (const role of ['admin', 'guest'] as const) {
		await owner.get('users.role', { userId: people[role].user.id, role });
	}
	// A bot is not made by giving somebody the role.
	await server.app.store.write((tx) =>
		tx.sql.updateTable('users').set({ role: 'bot' }).where('id', '=', people.bot.user.id).execute()
	);
});

afterEach(() => server.stop());

/** What the audit record says, the oldest first. */
async function record(): Promise<string[]> {
	const lines = await owner.get('audit.list', { limit: 100 });
	return lines
		.reverse()
		.map(({ action, actor, target, details }) =>
			[actor?.username ?? '–', action, target?.username ?? '–', details['reason'] ?? details['to'] ?? '']
				.join(' ')
				.trim()
		);
}

const payloads: Partial<Record<EventName, () => object>> = {
	'chat.create': () => ({ id: newId(), kind: 'group', memberIds: [], title: 'Boats' }),
	'users.search': () => ({ query: 'own', limit: 5 }),
	'users.list': () => ({ limit: 5 }),
	'users.disable': () => ({ userId: people.member.user.id, disabled: false }),
	'users.role': () => ({ userId: people.member.user.id, role: 'member' }),
	'users.password.reset': () => ({ userId: people.member.user.id }),
	'users.factors.reset': () => ({ userId: people.member.user.id }),
	'server.health.get': () => ({}),
	'server.settings.get': () => ({}),
	'server.settings.update': () => ({ secondFactorRoles: [] }),
	'invites.list': () => ({}),
	'invites.revoke': () => ({ id: 'f'.repeat(64) }),
	'audit.list': () => ({ limit: 5 }),
	'tokens.list': () => ({}),
	'tokens.create': () => ({ id: newId(), name: 'CI', permissions: ['write'], expiresAt: null }),
	'tokens.revoke': () => ({ id: newId() }),
	'bots.list': () => ({}),
	'bots.create': () => ({ id: newId(), username: 'echo', displayName: 'Echo' })
};

const inOrder: ServerRole[] = ['owner', 'admin', 'member', 'guest', 'bot'];
const may: Partial<Record<EventName, ServerRole[]>> = {
	'chat.create': ['owner', 'admin', 'member'],
	'users.search': ['owner', 'admin', 'member', 'bot'],
	'users.list': ['owner', 'admin'],
	'users.disable': ['owner', 'admin'],
	'users.role': ['owner', 'admin'],
	'users.password.reset': ['owner', 'admin'],
	'users.factors.reset': ['owner', 'admin'],
	'server.health.get': ['owner', 'admin'],
	'server.settings.get': ['owner', 'admin'],
	'server.settings.update': ['owner', 'admin'],
	'invites.list': ['owner', 'admin'],
	'invites.revoke': ['owner', 'admin'],
	'audit.list': ['owner', 'admin'],
	'tokens.list': ['owner', 'admin', 'member'],
	'tokens.create': ['owner', 'admin', 'member'],
	'tokens.revoke': ['owner', 'admin', 'member'],
	'bots.list': ['owner', 'admin'],
	'bots.create': ['owner', 'admin']
};

test('9: an event that needs a permission is forbidden to the roles without it, and to no other', async () => {
	const clients = await Promise.all(inOrder.map((role) => connect(server, people[role])));
	for (const [event, make] of Object.entries(payloads)) {
		const replies = await Promise.all(clients.map((client) => client.ask(event, make())));
		const allowed = inOrder.filter((_, index) => {
			const reply = replies[index];
			return reply?.ok === true || reply?.error.code !== 'forbidden';
		});
		expect([event, allowed]).toEqual([event, may[event as EventName]]);
	}
});

test('9: every event that a handler puts under a permission is tried here', () => {
	const needing = [...server.app.running.handlers.values()].filter(({ needs }) => needs.length > 0);
	expect(needing.map(({ name }) => name).sort()).toEqual(Object.keys(payloads).sort());
	expect(Object.keys(contract(defaultLimits))).toEqual(expect.arrayContaining(Object.keys(payloads)));
});

test('15: guests and bots invite nobody', async () => {
	const { auth, store } = server.app;
	const results = inOrder.map(async (role) => {
		const row = await findUser(store.db, people[role].user.id);
		if (!row) throw new Error('There is no such account.');
		return createInvite(auth, row, {}).then(
			() => 'ok',
			(error: { code: string }) => error.code
		);
	});
	expect(await Promise.all(results)).toEqual(['ok', 'ok', 'ok', 'forbidden', 'forbidden']);
});

describe('somebody who looks after the server', () => {
	test.each([
		['owner', 'admin', 'ok'],
		['owner', 'guest', 'ok'],
		['admin', 'owner', 'forbidden'],
		['admin', 'member', 'ok'],
		['admin', 'bot', 'ok']
	] as const)('%s disables %s: %s', async (role, target, expected) => {
		const client = await connect(server, people[role]);
		const reply = await client.ask('users.disable', { userId: people[target].user.id, disabled: true });
		expect(reply.ok ? 'ok' : reply.error.code).toBe(expected);
	});

	test('9: an admin makes nobody an admin, and takes no admin the role', async () => {
		const admin = await connect(server, people.admin);
		const other = await server.person('other');
		for (const [userId, role] of [
			[other.user.id, 'admin'],
			[other.user.id, 'owner'],
			[people.owner.user.id, 'member'],
			[people.admin.user.id, 'member']
		] as const) {
			expect(await admin.ask('users.role', { userId, role })).toMatchObject({
				ok: false,
				error: { code: 'forbidden' }
			});
		}
		expect(await admin.get('users.role', { userId: other.user.id, role: 'guest' })).toMatchObject({
			role: 'guest'
		});
	});

	test('9: a role that was taken away counts no more, on the socket that was open before', async () => {
		const admin = await connect(server, people.admin);
		await admin.get('users.list', { limit: 5 });
		await owner.get('users.role', { userId: people.admin.user.id, role: 'member' });
		expect(await admin.ask('users.list', { limit: 5 })).toMatchObject({
			ok: false,
			error: { code: 'forbidden' }
		});
	});
});

test('4: who is disabled is out everywhere at once, and comes in again when they are enabled', async () => {
	const client = await connect(server, people.member);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	await client.get('message.send', { id: newId(), chatId, content: text('Kept') });
	await owner.get('users.disable', { userId: people.member.user.id, disabled: true });
	// "At once": before another exchange of somebody else is over.
	await owner.get('users.list', { limit: 1 });
	expect(client.count('session.ended')).toBe(1);
	expect(client.socket.connected).toBe(false);
	await expect(connect(server, people.member)).rejects.toThrow();
	const login = { username: 'member', password };
	await expect(signIn(server.app.auth, login, visitor)).rejects.toMatchObject({ code: 'unauthenticated' });
	// Nor does a session help that began while they were being disabled.
	const attributes = { deviceId: newId(), createdAt: Date.now() };
	const late = await server.app.auth.lucia.createSession(people.member.user.id, attributes);
	await expect(connect(server, { cookie: `inkling_session=${late.id}` })).rejects.toMatchObject({
		data: { code: 'unauthenticated' }
	});
	await owner.get('users.disable', { userId: people.member.user.id, disabled: false });
	await expect(connect(server, people.member)).rejects.toThrow();
	const [session] = (await signIn(server.app.auth, login, visitor)).cookies;
	const again = await connect(server, { ...people.member, cookie: `${session?.name}=${session?.value}` });
	expect(await again.get('chat.messages.get', { chatId, limit: 10 })).toMatchObject([
		{ content: text('Kept') }
	]);
	expect((await record()).slice(-4)).toEqual([
		'owner user.disabled member',
		'– session.refused member disabled',
		'owner user.enabled member',
		'member session.began member'
	]);
});

describe('40: the audit record', () => {
	test('tells of accounts, roles, invites, members and deletions', async () => {
		const chatId = newId();
		const { id: memberId } = people.member.user;
		await owner.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
		await owner.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
		await owner.get('chat.members.add', { chatId, userIds: [memberId] });
		await owner.get('chat.members.role', { chatId, userId: memberId, role: 'admin' });
		await owner.get('chat.members.remove', { chatId, userId: memberId });
		await owner.get('chat.delete', { chatId });
		const [invite] = await owner.get('invites.list', {});
		expect(invite).toBeUndefined();
		expect((await record()).slice(-4)).toEqual([
			'owner member.added member',
			'owner member.role member admin',
			'owner member.removed member',
			'owner chat.deleted –'
		]);
		expect(await record()).toEqual(
			expect.arrayContaining([
				'owner account.created –',
				'owner invite.created –',
				'admin account.created owner',
				'owner user.role guest guest'
			])
		);
	});

	test('holds no name that was typed and that nobody has, and no password', async () => {
		const wish = { username: 'my-own-secret-password', password: 'another secret' };
		await expect(signIn(server.app.auth, wish, visitor)).rejects.toMatchObject({ code: 'unauthenticated' });
		const lines = await owner.get('audit.list', { limit: 1 });
		expect(lines).toMatchObject([{ action: 'session.refused', actor: null, target: null }]);
		expect(JSON.stringify(lines)).not.toMatch(/secret/);
	});

	test('is read in pages, of one kind or about one person', async () => {
		const all = await owner.get('audit.list', { limit: 100 });
		const some = await owner.get('audit.list', { limit: 3 });
		expect(some).toEqual(all.slice(0, 3));
		const { id = '' } = some.at(-1) ?? {};
		expect(await owner.get('audit.list', { limit: 100, before: id })).toEqual(all.slice(3));
		const roles = await owner.get('audit.list', { limit: 100, action: 'user.role' });
		expect(roles).toEqual(all.filter(({ action }) => action === 'user.role'));
		const userId = people.guest.user.id;
		const about = await owner.get('audit.list', { limit: 100, userId });
		expect(about).toEqual(all.filter(({ actor, target }) => [actor?.id, target?.id].includes(userId)));
		expect(about.length).toBeGreaterThan(1);
	});

	test.each([
		'UPDATE audit SET action = action',
		'DELETE FROM audit',
		'REPLACE INTO audit SELECT * FROM audit'
	])('stays as it is: %s', async (statement) => {
		const before = await owner.get('audit.list', { limit: 100 });
		await expect(
			server.app.store.write((tx) =>
				tx.sql.executeQuery({ sql: statement, parameters: [], query: {} } as never)
			)
		).rejects.toThrow();
		expect(await owner.get('audit.list', { limit: 100 })).toEqual(before);
	});
});

test('15: an invite that was revoked lets nobody in', async () => {
	const { auth, store } = server.app;
	const row = await findUser(store.db, people.owner.user.id);
	if (!row) throw new Error('There is no owner.');
	const { token } = await createInvite(auth, row, { uses: 5 });
	const [invite] = await owner.get('invites.list', {});
	expect(invite).toMatchObject({ usesLeft: 5, createdBy: { username: 'owner' } });
	await owner.get('invites.revoke', { id: invite?.id ?? '' });
	const wish = { username: 'late', password, displayName: 'Late', invite: token };
	await expect(signUp(auth, wish, visitor)).rejects.toMatchObject({ code: 'forbidden' });
	expect(await owner.get('invites.list', {})).toEqual([]);
	expect(await owner.ask('invites.revoke', { id: invite?.id ?? '' })).toMatchObject({
		ok: false,
		error: { code: 'not_found' }
	});
});

test('the list of people comes in pages, and is searched', async () => {
	const first = await owner.get('users.list', { limit: 3 });
	const rest = await owner.get('users.list', { limit: 10, after: first.at(-1)?.user.id ?? '' });
	expect([...first, ...rest].map(({ user, role }) => [user.username, role])).toEqual(
		['admin', 'bot', 'guest', 'member', 'owner'].map((name) => [name, name])
	);
	expect(await owner.get('users.list', { limit: 10, query: 'GUE' })).toMatchObject([{ role: 'guest' }]);
});

test('40: nobody can have a name with a line break, so no name forges a line of the record', () => {
	for (const displayName of ['Ana\nBen signed in', 'Ana\r\n{}', 'Ana\u2028x', 'Ana\u0000']) {
		const wish = { username: 'forger', password, displayName };
		expect(signUpShape.safeParse(wish).success).toBe(false);
	}
});

test('15: an invite for several lets in as many, also at once, and an expired one nobody', async () => {
	const { auth, store } = server.app;
	const row = await findUser(store.db, people.owner.user.id);
	if (!row) throw new Error('There is no owner.');
	const { token } = await createInvite(auth, row, { uses: 2 });
	const wish = (username: string, invite: string) =>
		signUp(auth, { username, password, displayName: username, invite }, visitor).then(
			() => 'ok',
			(error: { code: string }) => error.code
		);
	const results = await Promise.all(['one', 'two', 'three', 'four'].map((name) => wish(name, token)));
	expect(results.sort()).toEqual(['forbidden', 'forbidden', 'ok', 'ok']);
	const soon = await createInvite(auth, row, { expiresAt: Date.now() + 300 });
	await expect.poll(async () => (await owner.get('invites.list', {})).length).toBe(0);
	expect(await wish('late', soon.token)).toBe('forbidden');
});

test('15: of many who come first at once one makes the server, and the page for it is closed for ever', async () => {
	const fresh = await startServer();
	const first = (username: string) =>
		signUp(fresh.app.auth, { username, password, displayName: username }, visitor).then(
			({ user }) => user.role,
			(error: { code: string }) => error.code
		);
	// Nothing is committed before all of them have come so far.
	let letGo = () => {};
	const held = fresh.app.store.write(() => new Promise<void>((resolve) => (letGo = resolve)));
	const asked = ['a1', 'b1', 'c1', 'd1', 'e1'].map(first);
	// Passwords are hashed in turn: once these are, theirs are.
	for (let turn = 0; turn < 2; turn++) await Promise.all(asked.map(() => hashPassword(password)));
	letGo();
	await held;
	const results = await Promise.all(asked);
	expect(results.sort()).toEqual(['forbidden', 'forbidden', 'forbidden', 'forbidden', 'owner']);
	await fresh.restart();
	expect(await first('f1')).toBe('forbidden');
	await fresh.stop();
});
