import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let anasDesk: TestClient;
let anasPhone: TestClient;
let bens: TestClient;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	anasDesk = await connect(server, ana);
	anasPhone = await connect(server, ana);
	bens = await connect(server, ben);
});

afterAll(() => server.stop());

async function newChat(): Promise<string> {
	const id = newId();
	await anasDesk.get('chat.create', { id, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	return id;
}

describe('a chat', () => {
	test('is its author’s alone until the first message, then its members’', async () => {
		const chatId = await newChat();
		expect(await bens.ask('chat.messages.get', { chatId, limit: 10 })).toMatchObject({
			ok: false,
			error: { code: 'not_found' }
		});
		expect((await bens.get('sync.initial', { cursor: null })).chats.map((chat) => chat.id)).not.toContain(
			chatId
		);
		await anasPhone.told('chat.updated', (chat) => chat.id === chatId && chat.draftOnly);

		const id = newId();
		const message = await anasDesk.get('message.send', { id, chatId, content: text('Ahoy') });
		expect(message).toMatchObject({ id, chatId, seq: 1, senderId: ana.user.id, content: text('Ahoy') });

		const chat = await bens.told('chat.initiated', (told) => told.id === chatId);
		expect(chat).toMatchObject({ title: 'Boats', draftOnly: false, unread: 1, myRole: 'member', lastSeq: 1 });
		expect(await bens.told('message.new', (told) => told.id === id)).toEqual(message);
		expect(await anasPhone.told('message.new', (told) => told.id === id)).toEqual(message);
		expect(anasDesk.pushes.filter(([name, data]) => name === 'message.new' && data.id === id)).toEqual([]);
	});

	test('with the same person is the one that exists', async () => {
		const first = await anasDesk.get('chat.create', {
			id: newId(),
			kind: 'direct',
			memberIds: [ben.user.id]
		});
		const again = await anasDesk.get('chat.create', {
			id: newId(),
			kind: 'direct',
			memberIds: [ben.user.id]
		});
		expect(again.id).toBe(first.id);
	});

	test('that two people opened with each other at once becomes one, and the draft comes along', async () => {
		const cleo = await server.person('cleo');
		const cleos = await connect(server, cleo);
		const mine = await anasDesk.get('chat.create', {
			id: newId(),
			kind: 'direct',
			memberIds: [cleo.user.id]
		});
		const hers = await cleos.get('chat.create', { id: newId(), kind: 'direct', memberIds: [ana.user.id] });
		expect(hers.id).not.toBe(mine.id);
		await anasDesk.get('draft.update', {
			chatId: mine.id,
			content: text('Dear Cleo'),
			baseVersion: 0,
			mutationId: newId()
		});
		await cleos.get('message.send', { id: newId(), chatId: hers.id, content: text('Dear Ana') });

		expect(await anasDesk.told('chat.removed', (chat) => chat.id === mine.id)).toMatchObject({
			removed: true
		});
		const draft = await anasDesk.told('draft.updated', (told) => told.chatId === hers.id);
		expect(draft.content).toEqual(text('Dear Cleo'));
		const sent = await anasDesk.get('message.send', { id: newId(), chatId: mine.id, content: text('Hello') });
		expect(sent).toMatchObject({ chatId: hers.id, seq: 2 });
	});
});

describe('a message', () => {
	test('is there once however often it is sent, and another text under its id is refused', async () => {
		const chatId = await newChat();
		const send = { id: newId(), chatId, content: text('Once') };
		const replies = await Promise.all([1, 2, 3].map(() => anasDesk.get('message.send', send)));
		expect(new Set(replies.map((reply) => reply.seq))).toEqual(new Set([1]));
		expect(await anasDesk.get('chat.messages.get', { chatId, limit: 100 })).toHaveLength(1);
		expect(await anasDesk.ask('message.send', { ...send, content: text('Twice') })).toMatchObject({
			ok: false,
			error: { code: 'conflict' }
		});
		expect(await bens.ask('message.send', { ...send })).toMatchObject({
			ok: false,
			error: { code: 'conflict' }
		});
	});

	test('has a dense place in its chat, in pages both ways', async () => {
		const chatId = await newChat();
		await Promise.all(
			Array.from({ length: 25 }, (_, n) =>
				anasDesk.get('message.send', { id: newId(), chatId, content: text(`Number ${n}`) })
			)
		);
		const newest = await bens.ask('chat.messages.get', { chatId, limit: 10 });
		expect(newest).toMatchObject({ ok: true, meta: { hasBefore: true, hasAfter: false, lastSeq: 25 } });
		for (const [page, meta] of [
			[{ afterSeq: 25 }, { hasBefore: true, hasAfter: false }],
			[{ beforeSeq: 1 }, { hasBefore: false, hasAfter: true }]
		]) {
			const empty = await bens.ask('chat.messages.get', { chatId, limit: 10, ...page });
			expect(empty).toMatchObject({ ok: true, data: [], meta });
		}
		const seqs = async (page: object) =>
			(await bens.get('chat.messages.get', { chatId, limit: 10, ...page })).map((message) => message.seq);
		expect(await seqs({})).toEqual([16, 17, 18, 19, 20, 21, 22, 23, 24, 25]);
		expect(await seqs({ beforeSeq: 4 })).toEqual([1, 2, 3]);
		expect(await seqs({ afterSeq: 22 })).toEqual([23, 24, 25]);
		expect(await seqs({ aroundSeq: 12, limit: 5 })).toEqual([10, 11, 12, 13, 14]);
	});

	test('is counted until it is read, and reading never goes back', async () => {
		const chatId = await newChat();
		for (const words of ['One', 'Two', 'Three']) {
			await anasDesk.get('message.send', { id: newId(), chatId, content: text(words) });
		}
		expect(await bens.get('message.read', { chatId, seq: 2 })).toEqual({
			readSeq: 2,
			unread: 1,
			mentions: 0
		});
		await anasDesk.told(
			'message.read',
			(told) => told.chatId === chatId && told.userId === ben.user.id && told.seq === 2
		);
		expect(await bens.get('message.read', { chatId, seq: 1 })).toEqual({
			readSeq: 2,
			unread: 1,
			mentions: 0
		});
		expect(await bens.get('message.read', { chatId, seq: 99 })).toEqual({
			readSeq: 3,
			unread: 0,
			mentions: 0
		});
	});

	test('that mentions someone counts for them', async () => {
		const chatId = await newChat();
		const mention = { type: 'mention', attrs: { id: ben.user.id, label: 'Ben' } };
		const content = { type: 'doc', content: [{ type: 'paragraph', content: [mention] }] };
		const message = await anasDesk.get('message.send', { id: newId(), chatId, content });
		expect(message.mentions).toEqual([ben.user.id]);
		const { chats } = await bens.get('sync.initial', { cursor: null });
		expect(chats.find((chat) => chat.id === chatId)).toMatchObject({ unread: 1, mentions: 1 });
	});
});

describe('a person', () => {
	test('is found by either name, and signs of a search pattern mean nothing', async () => {
		const find = async (query: string) =>
			(await anasDesk.get('users.search', { query, limit: 10 })).map((user) => user.username);
		expect(await find('BE')).toEqual(['ben']);
		expect(await find('@ben')).toEqual(['ben']);
		expect(await find(' @Ben')).toEqual(['ben']);
		expect(await find('@@ben')).toEqual([]);
		expect(await find('%')).toEqual([]);
		expect(await find('_en')).toEqual([]);
	});
});
