import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Data } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

type Answer = Data<'sync.initial'>;

let server: TestServer;
let now: number;
let ben: Person;
let anas: TestClient;
let bens: TestClient;

beforeEach(async () => {
	now = 1_800_000_000_000;
	server = await startServer({}, () => now++);
	anas = await connect(server, await server.person('ana'));
	ben = await server.person('ben');
	bens = await connect(server, ben);
});

afterEach(() => server.stop());

async function newChat(title: string): Promise<string> {
	const id = newId();
	await anas.get('chat.create', { id, kind: 'group', memberIds: [ben.user.id], title });
	await anas.get('message.send', { id: newId(), chatId: id, content: text(title) });
	return id;
}

/** Pulls from a cursor until there is no more. */
async function pull(client: TestClient, cursor: string | null, limit?: number): Promise<Answer[]> {
	const pages: Answer[] = [];
	for (let from = cursor; ;) {
		const page: Answer = await client.get('sync.initial', { cursor: from, ...(limit ? { limit } : {}) });
		pages.push(page);
		if (!page.more) return pages;
		from = page.cursor;
	}
}

const titles = (pages: Answer[]) => pages.map((page) => page.chats.map((chat) => chat.title));

test('the first sync comes in pages, the most recently active chats first', async () => {
	const one = await newChat('One');
	for (const title of ['Two', 'Three', 'Four', 'Five']) await newChat(title);
	await anas.get('message.send', { id: newId(), chatId: one, content: text('One again') });
	const pages = await pull(bens, null, 2);
	// The last tells what changed while the others were read.
	expect(titles(pages)).toEqual([['One', 'Five'], ['Four', 'Three'], ['Two'], []]);
	const [first] = pages;
	expect(first?.hot.map((message) => message.seq)).toEqual([1, 2, 1]);
	expect(new Set(first?.users.map((user) => user.username))).toEqual(new Set(['ana', 'ben']));
});

test('what happens during the first sync is on the page that follows its last', async () => {
	for (const title of ['One', 'Two', 'Three']) await newChat(title);
	const first = await bens.get('sync.initial', { cursor: null, limit: 1 });
	expect(first.chats.map((chat) => chat.title)).toEqual(['Three']);
	await newChat('Four');
	expect(titles(await pull(bens, first.cursor, 10))).toEqual([['Two', 'One'], ['Four']]);
});

test('a later sync brings only what changed, and then nothing', async () => {
	const chatId = await newChat('One');
	await newChat('Two');
	const { cursor } = (await pull(bens, null)).at(-1) ?? { cursor: '' };
	expect(await bens.get('sync.initial', { cursor })).toMatchObject({
		chats: [],
		drafts: [],
		users: [],
		hot: []
	});

	await bens.get('draft.update', { chatId, content: text('Reply'), baseVersion: 0, mutationId: newId() });
	const drafts = await bens.get('sync.initial', { cursor });
	expect(drafts).toMatchObject({ chats: [], drafts: [{ chatId, version: 1 }] });
	await bens.get('message.read', { chatId, seq: 1 });
	const read = await bens.get('sync.initial', { cursor: drafts.cursor });
	expect(read).toMatchObject({ chats: [{ id: chatId, unread: 0, readSeq: 1 }], drafts: [] });
	expect((await bens.get('sync.initial', { cursor: read.cursor })).chats).toEqual([]);
});

test('of chats that are known a later sync tells the messages that changed, and the latest ones after many', async () => {
	const chatId = await newChat('One');
	const say = () => anas.get('message.send', { id: newId(), chatId, content: text('More') });
	const second = await say();
	await say();
	const { cursor } = (await pull(bens, null)).at(-1) ?? { cursor: '' };
	const seqsSince = async () => (await bens.get('sync.initial', { cursor })).hot.map(({ seq }) => seq);
	await anas.get('message.edit', { id: second.id, content: text('Changed') });
	await say();
	expect(await seqsSince()).toEqual([2, 4]);
	for (let count = 0; count < 30; count++) await say();
	expect(await seqsSince()).toEqual(Array.from({ length: 30 }, (_, index) => index + 5));
});

test('a chat that somebody comes into is told with the messages that were there before', async () => {
	const { cursor } = (await pull(bens, null)).at(-1) ?? { cursor: '' };
	const chatId = newId();
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Boats' });
	for (let count = 0; count < 3; count++)
		await anas.get('message.send', { id: newId(), chatId, content: text('Before') });
	await anas.get('chat.members.add', { chatId, userIds: [ben.user.id] });
	const { hot } = await bens.get('sync.initial', { cursor });
	expect(hot.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});

test('a long absence comes in pages that miss nothing, whatever shared a transaction', async () => {
	const { cursor } = (await pull(bens, null)).at(-1) ?? { cursor: '' };
	const chats: string[] = [];
	for (const together of [1, 2, 2, 3, 7, 1]) {
		chats.push(...(await Promise.all(Array.from({ length: together }, () => newChat(`Of ${together}`)))));
	}
	const pages = await pull(bens, cursor, 4);
	expect(pages.length).toBeGreaterThan(1);
	expect(new Set(pages.flatMap((page) => page.chats.map((chat) => chat.id)))).toEqual(new Set(chats));
});

test('the content of a chat is what changed since its cursor, or a gap', async () => {
	const chatId = await newChat('One');
	const ask = async (cursor?: string) => {
		const { chats } = await bens.get('chat.content.batch', {
			chats: [{ chatId, ...(cursor ? { cursor } : {}) }]
		});
		const [content] = chats;
		if (!content || 'error' in content) throw new Error('The chat is not there.');
		return content;
	};
	const first = await ask();
	expect(first).toMatchObject({ gap: true, lastSeq: 1, messages: [{ seq: 1 }] });
	expect(await ask(first.cursor)).toMatchObject({ gap: false, messages: [] });
	await anas.get('message.send', { id: newId(), chatId, content: text('Two') });
	expect(await ask(first.cursor)).toMatchObject({ gap: false, lastSeq: 2, messages: [{ seq: 2 }] });
	for (let n = 0; n < 201; n++)
		await anas.get('message.send', { id: newId(), chatId, content: text(`More ${n}`) });
	const gap = await ask(first.cursor);
	expect(gap).toMatchObject({ gap: true, lastSeq: 203 });
	expect(gap.messages.at(-1)?.seq).toBe(203);
});

test('a batch tells a foreign chat from one’s own and is not spoilt by it', async () => {
	const chatId = await newChat('One');
	const foreign = newId();
	const { chats } = await bens.get('chat.content.batch', { chats: [{ chatId }, { chatId: foreign }] });
	expect(chats).toMatchObject([
		{ chatId, messages: [{ seq: 1 }] },
		{ chatId: foreign, error: { code: 'not_found' } }
	]);
});

test('a cursor that no server gave out is refused', async () => {
	for (const cursor of ['x', '-1', '1~2~3', `1~2~${newId()}~`]) {
		expect(await bens.ask('sync.initial', { cursor })).toMatchObject({ error: { code: 'invalid_data' } });
	}
});

test('after a restart everything is as it was', async () => {
	const chatId = await newChat('One');
	const chatsIn = (pages: Answer[]) => pages.flatMap((page) => page.chats);
	const before = chatsIn(await pull(bens, null));
	await server.restart();
	const again = await connect(server, ben);
	expect(chatsIn(await pull(again, null))).toEqual(before);
	expect(await again.get('message.send', { id: newId(), chatId, content: text('Two') })).toMatchObject({
		seq: 2
	});
});

test('several pushes of one turn come as one frame, in order', async () => {
	const chatId = await newChat('One');
	const ids = Array.from({ length: 10 }, newId);
	await Promise.all(ids.map((id) => anas.get('message.send', { id, chatId, content: text(id) })));
	await bens.told('message.new', (message) => message.id === ids.at(-1));
	const told = bens.pushes.flatMap(([name, data]) =>
		name === 'message.new' && data.seq > 1 ? [data.id] : []
	);
	expect(told).toEqual(ids);
});

test('how far the others have read is in the next pull, for who missed the push', async () => {
	const chatId = await newChat('Boats');
	const { cursor } = await anas.get('sync.initial', { cursor: null });
	await bens.get('message.read', { chatId, seq: 1 });
	const [page] = await pull(anas, cursor);
	const members = page?.chats.find((chat) => chat.id === chatId)?.members;
	expect(members?.find((member) => member.userId === ben.user.id)?.readSeq).toBe(1);
});

test('who writes has read up to there, though the reading arrives after the message', async () => {
	const chatId = await newChat('Oars');
	await bens.get('message.send', { id: newId(), chatId, content: text('Mine') });
	expect(await bens.get('message.read', { chatId, seq: 1 })).toMatchObject({ readSeq: 2, unread: 0 });
});
