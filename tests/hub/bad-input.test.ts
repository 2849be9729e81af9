import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract, type EventName } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { changedTables, DatabaseReader } from '../support/database-reader.ts';
import { nested, text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let disk: DatabaseReader;
let ana: TestClient;
let stranger: TestClient;
let chatId: string;
let messageId: string;
let benId: string;
let ownDeviceId: string;
/** Chats that are deleted and left here, by the event that does it. */
const doomed = { 'chat.delete': newId(), 'chat.leave': newId() };

beforeAll(async () => {
	server = await startServer();
	disk = new DatabaseReader(server);
	const person = await server.person('ana');
	benId = (await server.person('ben')).user.id;
	ana = await connect(server, person);
	const session = server.app.store.db.sql.selectFrom('sessions').where('id', '=', person.sessionId);
	ownDeviceId = (await session.select('device_id').executeTakeFirstOrThrow()).device_id;
	stranger = await connect(server, await server.person('carl'));
	chatId = newId();
	await ana.get('chat.create', { id: chatId, kind: 'group', memberIds: [benId], title: 'Ours' });
	for (const id of Object.values(doomed)) {
		await ana.get('chat.create', { id, kind: 'group', memberIds: [benId], title: 'Not for long' });
	}
	messageId = newId();
	await ana.get('message.send', { id: messageId, chatId, content: text('Ours alone') });
});

afterAll(async () => {
	disk.close();
	await server.stop();
});

/** A good payload of every event; a new event without one fails to compile. */
const good: Record<EventName, () => Record<string, unknown>> = {
	'sync.initial': () => ({ cursor: null }),
	'sync.offline': () => ({ mutations: [] }),
	'chat.title.update': () => ({ chatId, title: 'Renamed', baseVersion: 0, mutationId: newId() }),
	'devices.list': () => ({}),
	'devices.acknowledge': () => ({ deviceId: ownDeviceId, own: true }),
	'draft.history.get': () => ({ chatId }),
	'draft.history.restore': () => ({ chatId, id: newId(), baseVersion: 0, mutationId: newId() }),
	'typing.start': () => ({ chatId }),
	'typing.stop': () => ({ chatId }),
	'presence.set': () => ({ status: 'active' }),
	'presence.get': () => ({ userIds: [benId] }),
	'presence.settings.get': () => ({}),
	'presence.settings.update': () => ({ hideLastSeen: false }),
	'notification.settings.get': () => ({}),
	'notification.settings.update': () => ({ level: 'all', quietHours: null }),
	'message.mention.list': () => ({ limit: 10 }),
	'message.edit': () => ({ id: messageId, content: text('Edited') }),
	'message.delete': () => ({ id: messageId }),
	'message.react': () => ({ id: messageId, emoji: '👍', on: true }),
	'message.pin': () => ({ id: messageId, on: true }),
	'message.pin.list': () => ({ chatId }),
	'message.versions.get': () => ({ id: messageId }),
	'chat.create': () => ({ id: newId(), kind: 'group', memberIds: [benId], title: 'New' }),
	'chat.settings.update': () => ({ chatId, pinned: true }),
	'chat.writers.update': () => ({ chatId, writers: 'all' }),
	'chat.delete': () => ({ chatId: doomed['chat.delete'] }),
	'chat.leave': () => ({ chatId: doomed['chat.leave'] }),
	'chat.members.add': () => ({ chatId, userIds: [benId] }),
	'chat.members.remove': () => ({ chatId, userId: benId }),
	'chat.members.role': () => ({ chatId, userId: benId, role: 'admin' }),
	'chat.members.get': () => ({ chatId, limit: 10 }),
	'chat.messages.get': () => ({ chatId, limit: 10 }),
	'chat.content.batch': () => ({ chats: [{ chatId }] }),
	'users.get': () => ({ userIds: [benId] }),
	'users.search': () => ({ query: 'ben', limit: 5 }),
	'users.list': () => ({ limit: 10 }),
	'users.disable': () => ({ userId: benId, disabled: false }),
	'users.role': () => ({ userId: benId, role: 'member' }),
	'users.password.reset': () => ({ userId: benId }),
	'users.factors.reset': () => ({ userId: benId }),
	'server.settings.get': () => ({}),
	'server.health.get': () => ({}),
	'server.settings.update': () => ({ secondFactorRoles: [] }),
	'invites.list': () => ({}),
	'invites.revoke': () => ({ id: 'a'.repeat(64) }),
	'audit.list': () => ({ limit: 10 }),
	'draft.update': () => ({ chatId, content: text('Draft'), baseVersion: 0, mutationId: newId() }),
	'draft.delete': () => ({ chatId, baseVersion: 0, mutationId: newId() }),
	'message.send': () => ({ id: newId(), chatId, content: text('Message') }),
	'message.read': () => ({ chatId, seq: 1 })
};
/** Keys that may be left out. */
const optional = ['title', 'pinned'];
const events = Object.keys(contract(defaultLimits)) as EventName[];
const aboutOneChat = events.filter(
	(event) =>
		!['sync.initial', 'sync.offline', 'chat.create', 'message.mention.list'].includes(event) &&
		!/^(devices|presence|notification|users|server|invites|audit)\./.test(event)
);

async function refusedWithoutTrace(client: TestClient, event: string, payload: unknown, code: string) {
	const before = disk.read();
	const reply = await client.ask(event, payload);
	expect(reply, `${event} ${JSON.stringify(payload)?.slice(0, 200)}`).toMatchObject({
		ok: false,
		error: { code }
	});
	expect(changedTables(before, disk.read())).toEqual([]);
	expect(client.socket.connected).toBe(true);
	return reply.ok ? [] : (reply.error.issues ?? []);
}

describe.each(events)('%s', (event) => {
	test('takes its good payload', async () => {
		const reply = await ana.ask(event, good[event]());
		if (reply.ok) return;
		// What the events before have done: the version is the next one, the message is deleted, or there is no such text.
		expect(['stale', 'not_found', 'conflict']).toContain(reply.error.code);
	});

	test('refuses what is not an object', async () => {
		for (const payload of [undefined, null, 1, 'text', [], true]) {
			await refusedWithoutTrace(ana, event, payload, 'invalid_data');
		}
	});

	test('refuses a missing key, a wrong type and an unknown key, and names it', async () => {
		for (const key of Object.keys(good[event]())) {
			const { [key]: _, ...rest } = good[event]();
			if (!optional.includes(key)) {
				const issues = await refusedWithoutTrace(ana, event, rest, 'invalid_data');
				expect(issues[0]?.path).toBe(key);
			}
			await refusedWithoutTrace(ana, event, { ...good[event](), [key]: { wrong: true } }, 'invalid_data');
		}
		const issues = await refusedWithoutTrace(ana, event, { ...good[event](), surprise: 1 }, 'invalid_data');
		expect(issues[0]?.path).toBe('surprise');
	});

	test('refuses keys that would poison an object', async () => {
		for (const key of ['__proto__', 'constructor']) {
			const payload: unknown = JSON.parse(
				`{"${key}":{"a":1},${JSON.stringify(good[event]()).slice(1)}`.replace(',}', '}')
			);
			await refusedWithoutTrace(ana, event, payload, 'invalid_data');
		}
	});
});

describe.each(aboutOneChat)('%s', (event) => {
	test('answers a stranger and a guessed id in the same words', async () => {
		const foreign = await stranger.ask(event, good[event]());
		let payload = JSON.stringify(good[event]());
		for (const id of [chatId, messageId, ...Object.values(doomed)]) payload = payload.replaceAll(id, newId());
		const guessed = await ana.ask(event, JSON.parse(payload));
		expect(foreign).toMatchObject({ ok: false, error: { code: 'not_found' } });
		expect(guessed).toEqual(foreign);
	});
});

describe('a document', () => {
	const bad: [string, unknown, string, string][] = [
		[
			'an unknown node',
			{ type: 'doc', content: [{ type: 'script' }] },
			'invalid_data',
			'content.content.0.type'
		],
		[
			'a javascript: link',
			text('x', [{ type: 'link', attrs: { href: 'javascript:alert(1)' } }]),
			'invalid_data',
			'content.content.0.content.0.marks.0.attrs.href'
		],
		[
			'a bad heading level',
			{ type: 'doc', content: [{ type: 'heading', attrs: { level: 7 } }] },
			'invalid_data',
			'content.content.0.attrs.level'
		],
		[
			'an unknown attribute',
			{ type: 'doc', content: [{ type: 'paragraph', attrs: { onclick: 'x' } }] },
			'invalid_data',
			'content.content.0.attrs'
		],
		[
			'a block in the wrong place',
			{ type: 'doc', content: [{ type: 'codeBlock', content: [{ type: 'paragraph' }] }] },
			'invalid_data',
			'content.content.0.content'
		],
		['a lone surrogate', text('\ud800'), 'invalid_data', 'content.content.0.content.0.text'],
		['a null byte', text('a\u0000b'), 'invalid_data', 'content.content.0.content.0.text'],
		['too much text', text('x'.repeat(20_001)), 'too_large', 'content'],
		[
			'too many bytes',
			{ type: 'doc', content: Array.from({ length: 7000 }, () => ({ type: 'paragraph' })) },
			'too_large',
			'content'
		]
	];

	test.each(bad)('with %s is refused with its path', async (what, content, code, path) => {
		for (const event of ['message.send', 'draft.update'] as const) {
			// On the wire a lone surrogate is a replacement character, so only the parser can be asked.
			if (what === 'a lone surrogate') continue;
			const issues = await refusedWithoutTrace(ana, event, { ...good[event](), content }, code);
			expect(issues[0]?.path).toBe(path);
		}
	});

	test('may be 64 levels deep and no deeper, though it be 10,000', async () => {
		// The document, the quotes, the paragraph and its text.
		expect(await ana.ask('message.send', { ...good['message.send'](), content: nested(61) })).toMatchObject({
			ok: true
		});
		for (const levels of [62, 1000]) {
			const issues = await refusedWithoutTrace(
				ana,
				'message.send',
				{ ...good['message.send'](), content: nested(levels) },
				'too_large'
			);
			expect(issues[0]?.path).toMatch(/^content\.content\.0\.content/);
		}
	});

	test('of white space alone is no message', async () => {
		await refusedWithoutTrace(
			ana,
			'message.send',
			{ ...good['message.send'](), content: text(' \n ') },
			'invalid_data'
		);
	});
});

describe('the limits of a chat', () => {
	test('hold for its title and its members', async () => {
		const create = good['chat.create'];
		await refusedWithoutTrace(ana, 'chat.create', { ...create(), title: 'x'.repeat(256) }, 'too_large');
		await refusedWithoutTrace(ana, 'chat.create', { ...create(), title: '   ' }, 'invalid_data');
		const many = Array.from({ length: 101 }, newId);
		await refusedWithoutTrace(ana, 'chat.create', { ...create(), memberIds: many }, 'too_large');
		await refusedWithoutTrace(ana, 'chat.create', { ...create(), memberIds: [newId()] }, 'not_found');
		await refusedWithoutTrace(
			ana,
			'chat.create',
			{ ...create(), kind: 'direct', memberIds: [] },
			'invalid_data'
		);
	});

	test('hold for an id that another chat has', async () => {
		await refusedWithoutTrace(stranger, 'chat.create', { ...good['chat.create'](), id: chatId }, 'conflict');
	});
});

describe('what nobody can see', () => {
	test('is no message, no change of one and no title', async () => {
		for (const unseen of [' \n', '\u200b', '\u2060 \u200d', '\u3164', '\u2800']) {
			const content = text(unseen);
			await refusedWithoutTrace(ana, 'message.send', { ...good['message.send'](), content }, 'invalid_data');
			await refusedWithoutTrace(ana, 'message.edit', { ...good['message.edit'](), content }, 'invalid_data');
			const title = { ...good['chat.title.update'](), title: unseen };
			await refusedWithoutTrace(ana, 'chat.title.update', title, 'invalid_data');
		}
	});
});

describe('a frame', () => {
	/** Writes to the wire as it is, under the client's own encoder. */
	const write = (client: TestClient, frame: string) => client.socket.io.engine.write(frame);

	test('that nobody can read ends neither the connection nor the server', async () => {
		for (const frame of [
			'2',
			'2{',
			'2[',
			'29999[',
			'2["a"',
			'2[1,2',
			'9x',
			'4{"message":1}',
			'0{}',
			'2/other,["x"]',
			'2["connect"]',
			''
		]) {
			write(ana, frame);
		}
		for (const frame of ['51-["message.send",{"_placeholder":true,"num":0}]', '5x-["a"]', '599-["a"]'])
			write(ana, frame);
		expect(await ana.ask('users.search', { query: 'ben', limit: 1 })).toMatchObject({ ok: true });
		expect(ana.socket.connected).toBe(true);
	});

	test('of the transport that nobody can read ends no connection either', async () => {
		const { transport } = ana.socket.io.engine as unknown as { transport: { ws: WebSocket } };
		for (const frame of ['', 'nonsense', '9', '2', '2probe', '0{}', '5', '6', 'b!!!'])
			transport.ws.send(frame);
		expect(await ana.ask('users.search', { query: 'ben', limit: 1 })).toMatchObject({ ok: true });
		expect(ana.socket.connected).toBe(true);
	});

	test('that is too large is answered', async () => {
		const content = text('x'.repeat(1024 * 1024));
		expect(await ana.ask('message.send', { ...good['message.send'](), content })).toMatchObject({
			ok: false,
			error: { code: 'too_large' }
		});
		expect(ana.socket.connected).toBe(true);
	});

	test('with binary parts is answered', async () => {
		expect(
			await ana.ask('message.send', { ...good['message.send'](), content: Buffer.from('x') })
		).toMatchObject({
			ok: false,
			error: { code: 'invalid_data' }
		});
		expect(await ana.ask('users.search', { query: 'ben', limit: 1 })).toMatchObject({ ok: true });
	});

	test('of no event that the contract knows is answered', async () => {
		for (const event of ['nonsense', 'toString', '__proto__', 'constructor', 'error', 'message.new']) {
			expect(await ana.ask(event, {})).toMatchObject({ ok: false, error: { code: 'unknown_event' } });
		}
	});
});
