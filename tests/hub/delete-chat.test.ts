import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let anas: TestClient;
let bens: TestClient;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	anas = await connect(server, ana);
	bens = await connect(server, ben);
});

afterAll(() => server.stop());

function write(client: TestClient, chatId: string, words: string) {
	return client.get('message.send', { id: newId(), chatId, content: text(words) });
}

function draft(client: TestClient, chatId: string, words: string, baseVersion = 0) {
	return client.get('draft.update', { chatId, content: text(words), baseVersion, mutationId: newId() });
}

async function codeOf(client: TestClient, event: string, payload: unknown) {
	const reply = await client.ask(event, payload);
	return reply.ok ? 'done' : reply.error.code;
}

describe('deleting a group', () => {
	async function group(): Promise<string> {
		const chatId = newId();
		await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
		await write(anas, chatId, 'Ahoy');
		await draft(bens, chatId, 'A text of some length that is cut');
		await draft(bens, chatId, 'Cut', 1);
		return chatId;
	}

	test('takes its key and all that the key opens with it, out of the files too', async () => {
		const chatId = await group();
		const { sql } = server.app.store.db;
		const key = await sql
			.selectFrom('chat_keys')
			.select('wrapped')
			.where('chat_id', '=', chatId)
			.executeTakeFirstOrThrow();
		await anas.get('chat.delete', { chatId });
		for (const table of ['chat_keys', 'messages', 'drafts', 'draft_history', 'mentions'] as const) {
			expect(await sql.selectFrom(table).selectAll().where('chat_id', '=', chatId).execute()).toEqual([]);
		}
		const row = await sql.selectFrom('chats').selectAll().where('id', '=', chatId).executeTakeFirstOrThrow();
		expect(row.title_sealed).toBeNull();
		// A stop folds the log of writes into the database.
		await server.restart();
		anas = await connect(server, ana);
		bens = await connect(server, ben);
		for (const name of await readdir(server.dataDir)) {
			const bytes = await readFile(join(server.dataDir, name));
			expect(bytes.includes(Buffer.from(key.wrapped)), name).toBe(false);
		}
	});

	test('tells everybody and leaves nobody anything', async () => {
		const chatId = await group();
		const { cursor } = await bens.get('sync.initial', { cursor: null });
		await anas.get('chat.delete', { chatId });
		expect(await bens.told('chat.removed', (chat) => chat.id === chatId)).toMatchObject({ title: null });
		expect(await bens.get('sync.initial', { cursor })).toMatchObject({
			chats: [{ id: chatId, removed: true }]
		});
		for (const client of [anas, bens]) {
			expect(await codeOf(client, 'chat.messages.get', { chatId, limit: 1 })).toBe('not_found');
			expect(await codeOf(client, 'message.send', { id: newId(), chatId, content: text('x') })).toBe(
				'not_found'
			);
		}
		expect((await anas.get('sync.initial', { cursor: null })).chats.map((chat) => chat.id)).not.toContain(
			chatId
		);
	});

	test('answers the same when it is sent again, as does making the chat', async () => {
		const memberIds = [ben.user.id];
		const create = { id: newId(), kind: 'group' as const, memberIds, title: 'Boats' };
		await anas.get('chat.create', create);
		await write(anas, create.id, 'Ahoy');
		const first = await anas.get('chat.delete', { chatId: create.id });
		expect(await anas.get('chat.delete', { chatId: create.id })).toEqual(first);
		expect(await anas.get('chat.create', create)).toEqual(first);
		expect(await codeOf(bens, 'chat.delete', { chatId: create.id })).toBe('not_found');
		expect(await codeOf(bens, 'chat.create', create)).toBe('conflict');
	});

	test('while others read, write and pull in it lets nobody fail', async () => {
		for (let round = 0; round < 5; round++) {
			const chatId = await group();
			const codes = await Promise.all([
				codeOf(bens, 'message.send', { id: newId(), chatId, content: text('One') }),
				codeOf(bens, 'sync.initial', { cursor: null }),
				codeOf(anas, 'chat.delete', { chatId }),
				codeOf(bens, 'chat.messages.get', { chatId, limit: 50 }),
				codeOf(bens, 'sync.initial', { cursor: '1' }),
				codeOf(bens, 'message.send', { id: newId(), chatId, content: text('Two') })
			]);
			expect(['done', 'not_found', 'unavailable']).toEqual(expect.arrayContaining(codes));
		}
	});

	test('that nobody else has seen is a matter of its author alone', async () => {
		const chatId = newId();
		await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'No' });
		await anas.get('chat.delete', { chatId });
		expect(bens.pushes.filter(([, data]) => JSON.stringify(data).includes(chatId))).toEqual([]);
	});
});

describe('deleting a direct chat', () => {
	let chatId: string;
	let carls: TestClient;
	let carl: Person;

	async function directChat(name: string) {
		carl = await server.person(name);
		carls = await connect(server, carl);
		const memberIds = [carl.user.id];
		chatId = (await anas.get('chat.create', { id: newId(), kind: 'direct', memberIds })).id;
		await write(anas, chatId, 'One');
		await write(carls, chatId, 'Two');
	}

	const readBy = async (client: TestClient) =>
		(await client.get('chat.messages.get', { chatId, limit: 50 })).map((message) => message.seq);

	test('takes it off one list alone, until the next message, which comes without the older ones', async () => {
		await directChat('carl');
		const phone = await connect(server, ana);
		const { cursor } = await anas.get('sync.initial', { cursor: null });
		expect(await anas.get('chat.delete', { chatId })).toMatchObject({ removed: true, lastMessage: null });
		await phone.told('chat.removed', (chat) => chat.id === chatId);
		expect(await readBy(anas)).toEqual([]);
		expect(await readBy(carls)).toEqual([1, 2]);
		const { chats } = await carls.get('sync.initial', { cursor: null });
		expect(chats.find((chat) => chat.id === chatId)?.members).toHaveLength(2);
		const page = await anas.get('sync.initial', { cursor });
		expect(page.chats).toMatchObject([{ id: chatId, removed: true, lastMessage: null }]);
		expect((await anas.get('sync.initial', { cursor: null })).chats).not.toContainEqual(
			expect.objectContaining({ id: chatId })
		);

		await write(carls, chatId, 'Three');
		const back = await phone.told('chat.updated', (chat) => chat.id === chatId && !chat.removed);
		expect(back).toMatchObject({ unread: 1, lastMessage: { seq: 3 }, lastSeq: 3 });
		await phone.told('message.new', (message) => message.chatId === chatId && message.seq === 3);
		expect(await readBy(anas)).toEqual([3]);
		const reply = await anas.ask('chat.messages.get', { chatId, limit: 50 });
		expect(reply).toMatchObject({ meta: { hasBefore: false, hasAfter: false } });
		const batch = await anas.get('chat.content.batch', { chats: [{ chatId, cursor: '1' }] });
		expect(batch.chats).toMatchObject([{ messages: [{ seq: 3 }] }]);
		const [first] = await carls.get('chat.messages.get', { chatId, limit: 1, afterSeq: 0 });
		expect(await codeOf(anas, 'message.delete', { id: first?.id })).toBe('not_found');
	});

	test('up to what one had seen leaves what came after it, however often it is sent', async () => {
		await directChat('dora');
		expect(await anas.get('chat.delete', { chatId, seq: 1 })).toMatchObject({ removed: false, unread: 1 });
		expect(await readBy(anas)).toEqual([2]);
		await anas.get('chat.delete', { chatId, seq: 2 });
		await write(carls, chatId, 'Three');
		expect(await anas.get('chat.delete', { chatId, seq: 2 })).toMatchObject({ removed: false });
		expect(await readBy(anas)).toEqual([3]);
	});

	test('is undone by writing in it, by opening it anew, and by words that another device still had', async () => {
		await directChat('emil');
		await anas.get('chat.delete', { chatId });
		const memberIds = [carl.user.id];
		const again = await anas.get('chat.create', { id: newId(), kind: 'direct', memberIds });
		expect(again).toMatchObject({ id: chatId, removed: false, lastMessage: null, unread: 0 });
		await anas.get('chat.delete', { chatId });
		await draft(anas, chatId, 'Dear Emil');
		const ids = async () => (await anas.get('sync.initial', { cursor: null })).chats.map((chat) => chat.id);
		expect(await ids()).toContain(chatId);
		await anas.get('chat.delete', { chatId });
		expect(await write(anas, chatId, 'Hello')).toMatchObject({ seq: 3 });
		expect(await ids()).toContain(chatId);
		expect(await readBy(anas)).toEqual([3]);
	});
});

test('deleted notes to oneself are gone, and new ones can be begun', async () => {
	const notes = () => anas.get('chat.create', { id: newId(), kind: 'self', memberIds: [] });
	const first = await notes();
	await write(anas, first.id, 'Milk');
	await anas.get('chat.delete', { chatId: first.id });
	const second = await notes();
	expect(second.id).not.toBe(first.id);
	expect(await write(anas, second.id, 'Bread')).toMatchObject({ seq: 1 });
});
