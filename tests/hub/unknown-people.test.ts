import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { insertUser } from '$lib/server/store/users.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ben: Person;
let cem: Person;
let anas: TestClient;
let bens: TestClient;

beforeEach(async () => {
	server = await startServer();
	anas = await connect(server, await server.person('ana'));
	ben = await server.person('ben');
	bens = await connect(server, ben);
	cem = await server.person('cem');
});

afterEach(() => server.stop());

const say = (chatId: string) => anas.get('message.send', { id: newId(), chatId, content: text('Words') });
const add = (chatId: string, ...userIds: string[]) => anas.get('chat.members.add', { chatId, userIds });
const remove = (chatId: string, userId: string) => anas.get('chat.members.remove', { chatId, userId });

async function newGroup(...memberIds: string[]): Promise<string> {
	const id = newId();
	await anas.get('chat.create', { id, kind: 'group', memberIds, title: 'Group' });
	return id;
}

async function begunGroup(...memberIds: string[]): Promise<string> {
	const id = await newGroup(...memberIds);
	await say(id);
	return id;
}

/** Pulls to the end. Answers the names of whom it was told, and the last cursor. */
async function pull(cursor: string | null, limit?: number) {
	const names: string[] = [];
	for (;;) {
		const page = await bens.get('sync.initial', { cursor, ...(limit ? { limit } : {}) });
		names.push(...page.users.map(({ username }) => username));
		cursor = page.cursor;
		if (!page.more) return { names: [...new Set(names)].sort(), cursor };
	}
}

test('of a group that is known a pull names those who came into it, once', async () => {
	const id = await begunGroup(ben.user.id);
	const first = await pull(null);
	expect(first.names).toEqual(['ana', 'ben']);
	await say(id);
	await bens.get('message.read', { chatId: id, seq: 2 });
	expect((await pull(first.cursor)).names).toEqual([]);
	await add(id, cem.user.id);
	const later = await pull(first.cursor);
	expect(later.names).toEqual(['cem']);
	expect((await pull(first.cursor)).names).toEqual(['cem']);
	await say(id);
	expect((await pull(later.cursor)).names).toEqual([]);
});

test('of a chat into which one comes, or comes again, a pull names all', async () => {
	const id = await begunGroup(cem.user.id);
	const before = await pull(null);
	await add(id, ben.user.id);
	const inside = await pull(before.cursor);
	expect(inside.names).toEqual(['ana', 'ben', 'cem']);
	await remove(id, ben.user.id);
	const outside = await pull(inside.cursor);
	await add(id, ben.user.id);
	expect((await pull(outside.cursor)).names).toEqual(['ana', 'ben', 'cem']);
});

test('of a chat that was made before the pull and begins after it all are named', async () => {
	const id = await newGroup(ben.user.id, cem.user.id);
	const { cursor } = await pull(null);
	await say(id);
	await say(id);
	expect((await pull(cursor)).names).toEqual(['ana', 'ben', 'cem']);
});

test('whoever came before others of a page is named on the page that tells the chat', async () => {
	const [one, two] = [await begunGroup(ben.user.id), await begunGroup(ben.user.id)];
	const { cursor } = await pull(null);
	await add(one, cem.user.id);
	await say(two);
	await say(one);
	expect((await pull(cursor, 1)).names).toEqual(['cem']);
});

test('a chat that is new is told with what was said in it, whatever page it is on', async () => {
	const [one, two] = [await begunGroup(), await begunGroup(ben.user.id)];
	const { cursor } = await pull(null);
	await add(one, ben.user.id);
	await say(two);
	await say(one);
	const first = await bens.get('sync.initial', { cursor, limit: 1 });
	expect(first.chats.map(({ id }) => id)).toEqual([two]);
	const rest = await bens.get('sync.initial', { cursor: first.cursor, limit: 1 });
	expect(rest.hot.map(({ chatId, seq }) => [chatId, seq])).toEqual([
		[one, 1],
		[one, 2]
	]);
});

test('a chat that moved before the place of the first sync is told on one more page with all its people', async () => {
	const one = await begunGroup(ben.user.id, cem.user.id);
	await begunGroup(ben.user.id);
	await begunGroup(ben.user.id);
	const page = await bens.get('sync.initial', { cursor: null, limit: 1 });
	await say(one);
	const rest = await bens.get('sync.initial', { cursor: page.cursor });
	expect(rest.users.map(({ username }) => username).sort()).toEqual(['ana', 'ben']);
	expect(rest.more).toBe(true);
	const last = await bens.get('sync.initial', { cursor: rest.cursor });
	expect(last.users.map(({ username }) => username).sort()).toEqual(['ana', 'ben', 'cem']);
	expect(last.hot.map(({ seq }) => seq)).toEqual([1, 2]);
	expect(last.more).toBe(false);
});

test('whoever came, wrote and went is named, since the chat shows what they wrote', async () => {
	const id = await begunGroup(ben.user.id);
	const { cursor } = await pull(null);
	await add(id, cem.user.id);
	const cems = await connect(server, cem);
	await cems.get('message.send', { id: newId(), chatId: id, content: text('Bye') });
	await remove(id, cem.user.id);
	expect((await pull(cursor)).names).toEqual(['cem']);
});

test('a group that is small enough again to name all of them names all of them', async () => {
	const ids = Array.from({ length: 99 }, newId);
	await server.app.store.write(async (tx) => {
		for (const id of ids) {
			const names = { username: id, display_name: id };
			await insertUser(tx, { id, ...names, role: 'member', password_hash: 'none' });
		}
	});
	const id = await begunGroup(...ids);
	await add(id, ben.user.id);
	const { names, cursor } = await pull(null);
	expect(names).toEqual(['ana', 'ben']);
	await remove(id, ids[0] ?? '');
	expect((await pull(cursor)).names).toHaveLength(100);
});

test('of a direct chat that comes back on the list both are named', async () => {
	const id = newId();
	await anas.get('chat.create', { id, kind: 'direct', memberIds: [ben.user.id] });
	await say(id);
	await bens.get('chat.delete', { chatId: id });
	const { names, cursor } = await pull(null);
	expect(names).toEqual([]);
	await say(id);
	expect((await pull(cursor)).names).toEqual(['ana', 'ben']);
});

test('of a group without messages that comes back with its draft all are named', async () => {
	const chatId = newId();
	await bens.get('chat.create', { id: chatId, kind: 'group', memberIds: [cem.user.id], title: 'Group' });
	const base = { chatId, mutationId: newId() };
	await bens.get('draft.update', { ...base, content: text('Words'), baseVersion: 0 });
	await bens.get('draft.delete', { chatId, mutationId: newId(), baseVersion: 1 });
	const { names, cursor } = await pull(null);
	expect(names).toEqual([]);
	await bens.get('draft.update', { chatId, mutationId: newId(), content: text('Again'), baseVersion: 2 });
	expect((await pull(cursor)).names).toEqual(['ben', 'cem']);
});

test('a cursor that says not how far its pull had come may be from midway: then all of a group that changed are named', async () => {
	const id = await begunGroup(ben.user.id, cem.user.id);
	const { cursor } = await pull(null);
	await say(id);
	// As servers before gave them out.
	const [plain = ''] = cursor?.split('-') ?? [];
	expect((await pull(cursor)).names).toEqual([]);
	expect((await pull(plain)).names).toEqual(['ana', 'ben', 'cem']);
});
