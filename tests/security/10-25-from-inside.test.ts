import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { DatabaseReader, changedTables } from '../support/database-reader.ts';
import { nested, text } from '../support/documents.ts';
import { runEvent } from '$lib/server/hub/run-event.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let people: Person[];
let ana: TestClient;
let ben: TestClient;
let carl: TestClient;
let chatId: string;
let disk: DatabaseReader;

beforeEach(async () => {
	server = await startServer();
	people = [];
	for (const name of ['ana', 'ben', 'carl']) people.push(await server.person(name));
	const clients = await Promise.all(people.map((person) => connect(server, person)));
	[ana, ben, carl] = clients as [TestClient, TestClient, TestClient];
	chatId = newId();
	const memberIds = people.slice(1).map(({ user }) => user.id);
	await ana.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Boats' });
	await ana.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
	disk = new DatabaseReader(server);
});

afterEach(async () => {
	disk.close();
	await server.stop();
});

const idOf = (index: number) => people[index]?.user.id ?? '';

/** Asks for what is to be refused, and sees that nothing came of it. */
async function refused(
	client: TestClient,
	event: string,
	payload: unknown,
	code: string | RegExp
): Promise<void> {
	const before = disk.read();
	const reply = await client.ask(event, payload);
	expect(reply.ok ? 'ok' : reply.error.code).toMatch(code);
	expect(changedTables(before, disk.read())).toEqual([]);
	expect(client.socket.connected).toBe(true);
}

test('10: whoever was removed hears nothing more: no message, change, typing, receipt, title', async () => {
	const first = newId();
	await ana.get('message.send', { id: first, chatId, content: text('For all three') });
	await carl.told('message.new', ({ id }) => id === first);
	await ana.get('chat.members.remove', { chatId, userId: idOf(2) });
	const after = carl.pushes.length;
	await ana.get('message.send', { id: newId(), chatId, content: text('Among us') });
	await ana.get('message.edit', { id: first, content: text('Changed among us') });
	await ana.get('message.react', { id: first, emoji: '👍', on: true });
	await ana.get('typing.start', { chatId });
	await ben.get('message.read', { chatId, seq: 3 });
	await ana.get('chat.title.update', { chatId, title: 'Ours', baseVersion: 0, mutationId: newId() });
	// What is told to a chat of its own comes after all that was told before.
	const own = newId();
	await ana.get('chat.create', { id: own, kind: 'direct', memberIds: [idOf(2)] });
	await ana.get('message.send', { id: newId(), chatId: own, content: text('To you') });
	await carl.told('chat.initiated', ({ id }) => id === own);
	const about = carl.pushes.slice(after).filter((push) => JSON.stringify(push).includes(chatId));
	expect(about.filter(([name]) => name !== 'chat.removed')).toEqual([]);
	for (const event of ['chat.messages.get', 'typing.start', 'chat.members.get']) {
		const payload = { chatId, ...(event === 'typing.start' ? {} : { limit: 10 }) };
		await refused(carl, event, payload, 'not_found');
	}
});

test('12: a draft and its history are for the eyes of their author alone', async () => {
	const words = 'The words of one person';
	const draft = await ana.get('draft.update', {
		chatId,
		content: text(words),
		baseVersion: 0,
		mutationId: newId()
	});
	await ana.get('draft.delete', { chatId, baseVersion: draft.version, mutationId: newId() });
	const [entry] = await ana.get('draft.history.get', { chatId });
	expect(JSON.stringify(entry)).toContain(words);
	for (const other of [ben, carl]) {
		expect(await other.get('draft.history.get', { chatId })).toEqual([]);
		const restore = { chatId, id: entry?.id, baseVersion: 0, mutationId: newId() };
		await refused(other, 'draft.history.restore', restore, 'not_found');
		const all = await other.get('sync.initial', { cursor: null, limit: 100, openChatId: chatId });
		expect(all.drafts).toEqual([]);
		expect(JSON.stringify([all, other.pushes])).not.toContain(words);
	}
});

test('13: what is asked while the right to it is taken away happens before or not at all', async () => {
	for (let round = 0; round < 20; round++) {
		const ids = Array.from({ length: 8 }, newId);
		const sends = ids.map((id) => carl.ask('message.send', { id, chatId, content: text('In or out') }));
		const removal = ana.get('chat.members.remove', { chatId, userId: idOf(2) });
		const replies = await Promise.all(sends);
		await removal;
		const messages = await ana.get('chat.messages.get', { chatId, limit: 100 });
		const there = new Set(messages.map(({ id }) => id));
		expect(ids.map((id) => there.has(id))).toEqual(replies.map(({ ok }) => ok));
		await refused(carl, 'message.send', { id: newId(), chatId, content: text('Too late') }, 'not_found');
		await ana.get('chat.members.add', { chatId, userIds: [idOf(2)] });
	}
});

test('13: a role that is taken away in the same turn counts no more', async () => {
	const callerOf = (index: number) => {
		return {
			userId: idOf(index),
			deviceId: newId(),
			sessionId: people[index]?.sessionId ?? '',
			permissions: 'all' as const
		};
	};
	const run = (index: number, event: string, payload: object) =>
		runEvent(server.app.running, callerOf(index), event, payload, null);
	const taken = run(0, 'users.role', { userId: idOf(1), role: 'guest' });
	const made = run(1, 'chat.create', { id: newId(), kind: 'group', memberIds: [], title: 'Too late' });
	expect(await taken).toMatchObject({ ok: true, data: { role: 'guest' } });
	expect(await made).toMatchObject({ ok: false, error: { code: 'forbidden' } });
});

test('14: who sent it, where it stands and when is for the server to say', async () => {
	const good = { id: newId(), chatId, content: text('Mine') };
	for (const forged of [
		{ senderId: idOf(0) },
		{ seq: 1 },
		{ createdAt: 1 },
		{ role: 'owner' },
		{ version: 9 },
		{ pinnedAt: 1 }
	]) {
		await refused(ben, 'message.send', { ...good, ...forged }, 'invalid_data');
	}
	await refused(ben, 'chat.members.role', { chatId, userId: idOf(1), role: 'owner' }, 'forbidden');
	const message = await ben.get('message.send', good);
	expect(message).toMatchObject({ senderId: idOf(1), seq: 2 });
	expect(Math.abs(message.createdAt - Date.now())).toBeLessThan(60_000);
});

const strange: [string, string][] = [
	['__proto__', '{"__proto__":{"admin":true}}'],
	['constructor', '{"constructor":{"prototype":{"admin":true}}}'],
	['a number too large', '9007199254740992'],
	['infinity', '1e999'],
	['a lone surrogate', '"\\ud800"'],
	['a null byte', '"\\u0000"'],
	['64 levels and one', JSON.stringify(nested(65))],
	['a list without end', `[${'0,'.repeat(50_000)}0]`]
];

describe.each(strange)('16: %s', (_, json) => {
	test('does no harm, whatever it stands for', async () => {
		const value = JSON.parse(json) as unknown;
		const payloads: [string, object][] = [
			['message.send', { id: newId(), chatId, content: value }],
			['message.send', { id: value, chatId, content: text('x') }],
			['message.read', { chatId, seq: value }],
			['chat.create', { id: newId(), kind: 'group', memberIds: value, title: 'x' }],
			['chat.create', { id: newId(), kind: 'group', memberIds: [], title: value }],
			['message.react', { id: newId(), emoji: value, on: true }],
			['sync.initial', { cursor: [value] }],
			['chat.messages.get', { chatId, limit: 10, beforeSeq: value }],
			['draft.update', { chatId, content: value, baseVersion: 0, mutationId: newId() }]
		];
		for (const [event, payload] of payloads)
			await refused(ben, event, payload, /^(invalid_data|too_large|not_found)$/);
		expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
		const good = await ben.get('message.send', { id: newId(), chatId, content: text('Still here') });
		expect(good.seq).toBe(2);
	});
});

test.each(['extra', '__proto__', 'constructor', 'toString'])(
	'16: a key or an event that nobody knows is refused, also one called %s',
	async (name) => {
		const extra = JSON.parse(`{"${name}":{"admin":true}}`) as object;
		const send = (content: object) => ({ id: newId(), chatId, content });
		const href = 'https://example.org';
		const payloads: [string, object][] = [
			['message.read', { chatId, seq: 1, ...extra }],
			['message.send', { ...send(text('x')), ...extra }],
			['message.send', send({ ...text('x'), ...extra })],
			['message.send', send({ type: 'doc', content: [{ ...text('x').content?.[0], ...extra }] })],
			['message.send', send(text('x', [{ type: 'bold', ...extra }]))],
			['message.send', send(text('x', [{ type: 'link', attrs: { href, ...extra } }]))]
		];
		for (const [event, payload] of payloads) await refused(ben, event, payload, 'invalid_data');
		await refused(ben, name, {}, 'unknown_event');
	}
);

test('16: a text with signs that no screen shows, and a number that is none, are refused', async () => {
	for (const words of ['a\ud800b', 'a\u0000b', 'a\u001bb']) {
		await refused(ben, 'message.send', { id: newId(), chatId, content: text(words) }, 'invalid_data');
		const group = { id: newId(), kind: 'group', memberIds: [], title: words };
		await refused(ben, 'chat.create', group, 'invalid_data');
	}
	for (const seq of [2 ** 53, 1.5, -1, '1'])
		await refused(ben, 'message.read', { chatId, seq }, 'invalid_data');
});

describe('17: what is too large or too deep is refused before anybody reads it:', () => {
	const bold = { type: 'paragraph', content: text('x', [{ type: 'bold' }]).content?.[0]?.content };
	const documents: [string, object][] = [
		['characters', text('x'.repeat(20_001))],
		['bytes', { type: 'doc', content: Array.from({ length: 2_000 }, () => bold) }],
		['a level', nested(65)],
		['levels', nested(2_000)]
	];

	test.each(documents)('a document with %s too many', async (_, content) => {
		await refused(ben, 'message.send', { id: newId(), chatId, content }, 'too_large');
		const draft = { chatId, content, baseVersion: 0, mutationId: newId() };
		await refused(ben, 'draft.update', draft, 'too_large');
	});

	test('a frame', async () => {
		await refused(ben, 'users.search', { query: 'x'.repeat(2 * 1024 * 1024), limit: 5 }, 'too_large');
	});

	test('a frame beyond all measure, which ends its connection', async () => {
		const ended = new Promise((resolve) => ben.socket.once('disconnect', () => resolve('ended')));
		const reply = ben.ask('users.search', { query: 'x'.repeat(9 * 1024 * 1024), limit: 5 });
		const answered = reply.then(
			() => 'answered',
			() => 'ended'
		);
		expect(await Promise.race([ended, answered])).toBe('ended');
		expect(ana.socket.connected).toBe(true);
	});
});

const hostile: [string, object][] = [
	[
		'an unknown node',
		{ type: 'doc', content: [{ type: 'script', content: [{ type: 'text', text: 'alert(1)' }] }] }
	],
	['an unknown mark', text('here', [{ type: 'blink' }])],
	['an image', { type: 'doc', content: [{ type: 'image', attrs: { src: 'x', onerror: 'alert(1)' } }] }],
	[
		'an attribute that no node has',
		{ type: 'doc', content: [{ type: 'paragraph', attrs: { style: 'position:fixed' }, content: [] }] }
	],
	...[
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		' javascript:alert(1)',
		'java\tscript:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'file:///etc/passwd',
		'//evil.example',
		'/settings'
	].map((href): [string, object] => [`a link to ${href}`, text('here', [{ type: 'link', attrs: { href } }])])
];

test.each(hostile)('25: the server takes no document with %s', async (_, content) => {
	await refused(ben, 'message.send', { id: newId(), chatId, content }, 'invalid_data');
	const payload = { chatId, content, baseVersion: 0, mutationId: newId() };
	await refused(ben, 'draft.update', payload, 'invalid_data');
});

test('25: links of three schemes are taken', async () => {
	for (const href of ['https://example.org/a?b#c', 'http://example.org', 'mailto:ana@example.org']) {
		const content = text('here', [{ type: 'link', attrs: { href } }]);
		const message = await ben.get('message.send', { id: newId(), chatId, content });
		expect(JSON.stringify(message.content)).toContain(href);
	}
});

test('20: what one person asks too often waits, and nobody else feels it', async () => {
	const strict = await startServer({ RATE_LIMITS: 'on', RATE_SEND: '1/5' });
	const [one, two] = [await strict.person('one'), await strict.person('two')];
	const sockets = await Promise.all([connect(strict, one), connect(strict, one), connect(strict, two)]);
	const [first, second, other] = sockets;
	const id = newId();
	await first.get('chat.create', { id, kind: 'group', memberIds: [two.user.id], title: 'Rates' });
	const say = (client: TestClient) =>
		client.ask('message.send', { id: newId(), chatId: id, content: text('x') });
	const replies = await Promise.all([...Array(6)].flatMap(() => [say(first), say(second)]));
	const waits = replies.filter((reply) => !reply.ok && reply.error.code === 'rate_limited');
	// Two sockets of one person share what the person has.
	expect(waits.length).toBeGreaterThanOrEqual(6);
	expect(waits.every((reply) => !reply.ok && (reply.error.retryAfterMs ?? 0) > 0)).toBe(true);
	expect((await say(other)).ok).toBe(true);
	await strict.stop();
});
