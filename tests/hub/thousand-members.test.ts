import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ListedMember } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import { insertUser } from '$lib/server/store/users.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let anas: TestClient;
let anaId: string;
let benId: string;
let bens: TestClient;
const chatId = newId();

/** Accounts that nobody signs in with: a password each would take minutes. */
async function makePeople(count: number): Promise<string[]> {
	const ids = Array.from({ length: count }, newId);
	await server.app.store.write(async (tx) => {
		for (const [index, id] of ids.entries()) {
			const username = `person${String(index).padStart(4, '0')}`;
			const names = { username, display_name: `Person ${String(index).padStart(4, '0')}` };
			await insertUser(tx, { id, ...names, role: 'member', password_hash: 'none' });
		}
	});
	return ids;
}

beforeAll(async () => {
	server = await startServer();
	const ana = await server.person('ana');
	anaId = ana.user.id;
	anas = await connect(server, ana);
	const ben = await server.person('ben');
	benId = ben.user.id;
	bens = await connect(server, ben);
	const ids = [benId, ...(await makePeople(998))];
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: ids.slice(0, 99), title: 'All' });
	await anas.get('message.send', { id: newId(), chatId, content: text('Welcome') });
	for (let from = 99; from < ids.length; from += 50) {
		await anas.get('chat.members.add', { chatId, userIds: ids.slice(from, from + 50) });
	}
}, 60_000);

afterAll(() => server.stop());

async function readPages(
	limit: number,
	query?: string
): Promise<{ members: ListedMember[]; totals: unknown[] }> {
	const members: ListedMember[] = [];
	const totals: unknown[] = [];
	for (;;) {
		const after = members.at(-1)?.userId;
		const place = { ...(after ? { after } : {}), ...(query ? { query } : {}) };
		const reply = await bens.ask('chat.members.get', { chatId, limit, ...place });
		if (!reply.ok) throw new Error(reply.error.message);
		members.push(...(reply.data as ListedMember[]));
		totals.push(reply.meta?.total);
		if (!reply.meta?.hasAfter) return { members, totals };
	}
}

test('a thousand members are listed in pages, owners and admins first, each with the person', async () => {
	await anas.get('chat.members.role', { chatId, userId: benId, role: 'admin' });
	const { members, totals } = await readPages(100);
	expect(totals).toEqual(Array.from({ length: 10 }, () => 1000));
	expect(new Set(members.map((member) => member.userId)).size).toBe(1000);
	expect(members.slice(0, 3).map(({ role, user }) => [role, user.displayName])).toEqual([
		['owner', 'Ana'],
		['admin', 'Ben'],
		['member', 'Person 0000']
	]);
	expect(members.at(-1)?.user.displayName).toBe('Person 0997');
});

test('the list is searched by any name, and one who was removed is not in it', async () => {
	const found = await readPages(10, 'person 099');
	expect(found.members.map(({ user }) => user.username)).toEqual(
		Array.from({ length: 8 }, (_, index) => `person099${index}`)
	);
	expect(found.totals).toEqual([8]);
	const [gone] = found.members;
	await anas.get('chat.members.remove', { chatId, userId: gone?.userId ?? '' });
	expect((await readPages(100, 'person 099')).members).toHaveLength(7);
});

test('a page goes on after somebody who was removed in between', async () => {
	const [first, second] = (await readPages(100, 'person 098')).members;
	await anas.get('chat.members.remove', { chatId, userId: first?.userId ?? '' });
	const page = { chatId, limit: 1, query: 'person 098', after: first?.userId ?? '' };
	expect(await bens.get('chat.members.get', page)).toMatchObject([{ userId: second?.userId }]);
});

test('a view names the reader and the last writer alone, and counts as for a few', async () => {
	const { id } = await anas.get('message.send', { id: newId(), chatId, content: text('News') });
	await bens.told('message.new', (message) => message.id === id);
	await anas.get('chat.title.update', { chatId, title: 'Everybody', baseVersion: 0, mutationId: newId() });
	const told = await bens.told('chat.updated', (chat) => chat.title === 'Everybody');
	expect(new Set(told.members.map((member) => member.userId))).toEqual(new Set([benId, anaId]));
	const { chats } = await bens.get('sync.initial', { cursor: null });
	const members = expect.arrayContaining(told.members) as unknown;
	expect(chats.find((chat) => chat.id === chatId)).toEqual({ ...told, members });
});
