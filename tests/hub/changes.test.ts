import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ben: Person;
let anas: TestClient;
let bens: TestClient;
let chatId: string;

beforeAll(async () => {
	server = await startServer();
	anas = await connect(server, await server.person('ana'));
	ben = await server.person('ben');
	bens = await connect(server, ben);
});

beforeEach(async () => {
	chatId = newId();
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	await anas.get('message.send', { id: newId(), chatId, content: text('Begin') });
});

afterAll(() => server.stop());

const send = async (words: string) => {
	const id = newId();
	await anas.get('message.send', { id, chatId, content: text(words) });
	return id;
};

describe('a title', () => {
	const rename = (title: string, baseVersion: number, mutationId = newId()) => ({
		chatId,
		title,
		baseVersion,
		mutationId
	});

	test('is changed for all, by its version', async () => {
		const chat = await bens.get('chat.title.update', rename('Ships', 0));
		expect(chat).toMatchObject({ title: 'Ships', titleVersion: 1 });
		await anas.told('chat.updated', (told) => told.id === chatId && told.title === 'Ships');
		expect(await anas.ask('chat.title.update', rename('Canoes', 0))).toMatchObject({
			error: { code: 'stale', current: { title: 'Ships', titleVersion: 1 } }
		});
		const change = rename('Canoes', 1);
		const first = await anas.get('chat.title.update', change);
		await bens.get('chat.title.update', rename('Rafts', 2));
		expect(await anas.get('chat.title.update', change)).toMatchObject({
			title: 'Canoes',
			titleVersion: first.titleVersion
		});
		expect(await anas.ask('chat.title.update', { ...change, title: 'Other' })).toMatchObject({
			error: { code: 'conflict' }
		});
	});

	test('of a direct chat is nobody’s to change', async () => {
		const direct = await anas.get('chat.create', { id: newId(), kind: 'direct', memberIds: [ben.user.id] });
		expect(await anas.ask('chat.title.update', { ...rename('Us', 0), chatId: direct.id })).toMatchObject({
			error: { code: 'forbidden' }
		});
	});
});

describe('a message', () => {
	test('is edited by its sender alone, and everyone is told', async () => {
		const id = await send('Helo');
		const edited = await anas.get('message.edit', { id, content: text('Hello') });
		expect(edited).toMatchObject({ id, content: text('Hello'), editedAt: expect.any(Number) as number });
		expect(await bens.told('message.edited', (told) => told.id === id)).toEqual(edited);
		expect(await anas.get('message.edit', { id, content: text('Hello') })).toEqual(edited);
		expect(await bens.ask('message.edit', { id, content: text('Mine now') })).toMatchObject({
			error: { code: 'forbidden' }
		});
	});

	test('that is deleted keeps its place without its text, for ever', async () => {
		const id = await send('Gone soon');
		const rows = () =>
			server.app.store.db.sql.selectFrom('messages').selectAll().where('id', '=', id).execute();
		expect(await bens.ask('message.delete', { id })).toMatchObject({ error: { code: 'forbidden' } });
		const tombstone = await anas.get('message.delete', { id });
		expect(tombstone).toMatchObject({
			id,
			seq: 2,
			content: null,
			mentions: [],
			deletedAt: expect.any(Number) as number
		});
		expect(await bens.told('message.deleted', (told) => told.id === id)).toEqual(tombstone);
		expect(await anas.get('message.delete', { id })).toEqual(tombstone);
		expect((await rows())[0]?.body_sealed).toBeNull();
		expect(await anas.ask('message.edit', { id, content: text('Back') })).toMatchObject({
			error: { code: 'conflict' }
		});
		expect(await anas.get('message.send', { id, chatId, content: text('Gone soon') })).toEqual(tombstone);
	});

	test.each(['edited', 'deleted', 'edited and deleted'])(
		'whose answer was lost is known again by its first words, though it was %s meanwhile',
		async (what) => {
			const first = { id: newId(), chatId, content: text('Helo') };
			await anas.get('message.send', first);
			if (what.startsWith('edited')) await anas.get('message.edit', { id: first.id, content: text('Hello') });
			if (what.endsWith('deleted')) await anas.get('message.delete', { id: first.id });
			const now = what.endsWith('deleted') ? null : text('Hello');
			expect(await anas.get('message.send', first)).toMatchObject({ id: first.id, content: now });
			expect(await anas.ask('message.send', { ...first, content: text('Hello') })).toMatchObject({
				error: { code: 'conflict' }
			});
		}
	);

	test('that answers or forwards another is not the same without that', async () => {
		const parent = await send('Which?');
		const reply = { id: newId(), chatId, content: text('This'), replyTo: parent };
		const forward = { id: newId(), chatId, content: text('Which?'), forwardOf: parent };
		for (const sent of [reply, forward]) {
			const first = await anas.get('message.send', sent);
			expect(await anas.get('message.send', sent)).toEqual(first);
			const { id, content } = sent;
			expect(await anas.ask('message.send', { id, chatId, content })).toMatchObject({
				error: { code: 'conflict' }
			});
		}
	});

	test('of somebody else may be deleted by the owner of the chat', async () => {
		const id = newId();
		await bens.get('message.send', { id, chatId, content: text('Rude') });
		expect(await anas.get('message.delete', { id })).toMatchObject({ content: null });
	});

	test('that is deleted or no longer mentions counts no more', async () => {
		const mention = { type: 'mention', attrs: { id: ben.user.id, label: 'Ben' } };
		const content = { type: 'doc', content: [{ type: 'paragraph', content: [mention] }] };
		const ids = [newId(), newId()];
		for (const id of ids) await anas.get('message.send', { id, chatId, content });
		const counts = async () => {
			const { chats } = await bens.get('sync.initial', { cursor: null });
			const chat = chats.find((each) => each.id === chatId);
			return [chat?.unread, chat?.mentions];
		};
		expect(await counts()).toEqual([3, 2]);
		await anas.get('message.edit', { id: ids[0] ?? '', content: text('Nobody') });
		expect(await counts()).toEqual([3, 1]);
		await anas.get('message.delete', { id: ids[1] ?? '' });
		expect(await counts()).toEqual([2, 0]);
	});

	test('that was edited or deleted while one was away is told by the next pull', async () => {
		const id = await send('Before');
		const { cursor } = await bens.get('sync.initial', { cursor: null });
		await anas.get('message.edit', { id, content: text('After') });
		const { chats } = await bens.get('sync.initial', { cursor });
		expect(chats.map((chat) => chat.id)).toContain(chatId);
		const { chats: contents } = await bens.get('chat.content.batch', { chats: [{ chatId, cursor }] });
		expect(contents).toMatchObject([{ gap: false, messages: [{ id, content: text('After') }] }]);
	});
});

describe('what was done offline', () => {
	const mutation = (event: string, payload: object) => ({ id: newId(), event, payload, at: 1 });

	test('is run in order within a chat, each with its own result', async () => {
		const own = newId();
		const ids = [newId(), newId()];
		const mutations = [
			mutation('chat.create', { id: own, kind: 'group', memberIds: [ben.user.id], title: 'From the tunnel' }),
			mutation('message.send', { id: ids[0], chatId: own, content: text('One') }),
			mutation('message.send', { id: newId(), chatId: newId(), content: text('Nowhere') }),
			mutation('message.edit', { id: ids[0], content: text('One, edited') }),
			mutation('message.send', { id: ids[1], chatId: own, content: text('Two') }),
			mutation('message.send', { id: 'wrong' }),
			mutation('nonsense', {}),
			mutation('sync.offline', { mutations: [] })
		];
		const { results } = await anas.get('sync.offline', { mutations });
		expect(results.map((result) => result.id)).toEqual(mutations.map((each) => each.id));
		const codes = results.map(({ reply }) => (reply.ok ? 'ok' : reply.error.code));
		expect(codes).toEqual([
			'ok',
			'ok',
			'not_found',
			'ok',
			'ok',
			'invalid_data',
			'unknown_event',
			'unknown_event'
		]);
		const stored = await bens.get('chat.messages.get', { chatId: own, limit: 10 });
		expect(stored.map((message) => message.content)).toEqual([text('One, edited'), text('Two')]);

		const again = await anas.get('sync.offline', { mutations: mutations.slice(0, 2) });
		expect(again.results.every(({ reply }) => reply.ok)).toBe(true);
		expect(await bens.get('chat.messages.get', { chatId: own, limit: 10 })).toHaveLength(2);
	});

	test('does not overtake what has to be sent again', async () => {
		let now = 1_800_000_000_000;
		const slow = await startServer({ RATE_LIMITS: 'on', RATE_SEND: '1/2' }, () => now);
		const client = await connect(slow, await slow.person('ana'));
		const own = newId();
		await client.get('chat.create', { id: own, kind: 'self', memberIds: [] });
		const mutations = Array.from({ length: 4 }, (_, n) =>
			mutation('message.send', { id: newId(), chatId: own, content: text(`Number ${n}`) })
		);
		const run = async (from: number) => {
			const { results } = await client.get('sync.offline', { mutations: mutations.slice(from) });
			return results.map(({ reply }) => reply.ok);
		};
		expect(await run(0)).toEqual([true, true, false, false]);
		now += 1000;
		expect(await run(2)).toEqual([true, false]);
		now += 1000;
		expect(await run(3)).toEqual([true]);
		const stored = await client.get('chat.messages.get', { chatId: own, limit: 10 });
		expect(stored.map((message) => message.content)).toEqual([0, 1, 2, 3].map((n) => text(`Number ${n}`)));
		await slow.stop();
	});
});
