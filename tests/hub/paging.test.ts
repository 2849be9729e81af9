import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract, type EventName } from '$lib/protocol/contract.ts';
import type { Meta } from '$lib/protocol/envelope.ts';
import { newId } from '$lib/protocol/ids.ts';
import { defaultLimits } from '$lib/protocol/limits.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

const names = ['ana', 'ben', 'cleo', 'dana', 'emil'];
const chatId = newId();
const limit = 2;

let server: TestServer;
let people: Person[];
let anas: TestClient;

beforeAll(async () => {
	server = await startServer();
	people = [];
	// One after the other: each sign-up is a line of the record.
	for (const name of names) people.push(await server.person(name));
	const [ana, ben] = people as [Person, Person];
	anas = await connect(server, ana);
	const memberIds = people.slice(1).map(({ user }) => user.id);
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Boats' });
	const bens = await connect(server, ben);
	const attrs = { id: ana.user.id, label: 'Ana' };
	const mention = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'mention', attrs }] }] };
	await anas.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
	for (const _ of people.slice(1)) await bens.get('message.send', { id: newId(), chatId, content: mention });
	await bens.get('message.send', { id: newId(), chatId, content: mention });
});

afterAll(() => server.stop());

type Item = { id?: string; userId?: string; seq?: number; user?: { id: string } };

/** How each list is gone through: what of the last thing on a page the next request names. */
const lists: { event: EventName; payload: object; onward: (last: Item) => object; total?: number }[] = [
	{
		event: 'chat.members.get',
		payload: { chatId },
		onward: ({ userId }) => ({ after: userId }),
		total: 5
	},
	{ event: 'users.list', payload: {}, onward: ({ user }) => ({ after: user?.id }), total: 5 },
	{ event: 'message.mention.list', payload: {}, onward: ({ id }) => ({ before: id }) },
	{
		event: 'audit.list',
		payload: { action: 'account.created' },
		onward: ({ id }) => ({ before: id })
	},
	{
		event: 'chat.messages.get',
		payload: { chatId, afterSeq: 0 },
		onward: ({ seq }) => ({ afterSeq: seq })
	}
];

async function ask(event: EventName, payload: object): Promise<{ items: Item[]; meta: Meta }> {
	const reply = await anas.ask(event, { ...payload, limit });
	if (!reply.ok) throw new Error(JSON.stringify(reply.error));
	return { items: reply.data as Item[], meta: reply.meta ?? {} };
}

test('these are all the lists that are told in pages', () => {
	const paged = Object.entries(contract(defaultLimits)).filter(([, entry]) => entry.paged);
	expect(paged.map(([event]) => event).sort()).toEqual(lists.map(({ event }) => event).sort());
});

test.each(lists)('each page of $event says on which sides of it there is more', async (list) => {
	const { event, payload, onward, total } = list;
	const way = Object.keys(onward({}))[0]?.startsWith('before') ? 'before' : 'after';
	const seen: Item[] = [];
	const sides: [further: boolean, passed: boolean][] = [];
	let next: object = payload;
	for (;;) {
		const { items, meta } = await ask(event, next);
		expect(meta).toMatchObject({
			hasBefore: expect.any(Boolean),
			hasAfter: expect.any(Boolean),
			...(total === undefined ? {} : { total })
		});
		seen.push(...items);
		const further = way === 'before' ? meta.hasBefore : meta.hasAfter;
		sides.push([Boolean(further), Boolean(way === 'before' ? meta.hasAfter : meta.hasBefore)]);
		if (!further) break;
		const last = items.at(-1);
		if (!last) throw new Error('A page with nothing on it says that there is more.');
		next = { ...payload, ...onward(last) };
	}
	const keys = seen.map(({ id, userId, user }) => id ?? userId ?? user?.id);
	expect(new Set(keys).size).toBe(keys.length);
	expect(sides).toEqual(sides.map((_, index) => [index < sides.length - 1, index > 0]));
	expect(sides.length).toBe(Math.ceil(seen.length / limit));
	expect(sides.length).toBeGreaterThanOrEqual(3);
});

test('a page behind the last thing of a list has something before it alone', async () => {
	const all = await anas.ask('chat.members.get', { chatId, limit: 100 });
	const last = (all.ok ? (all.data as Item[]) : []).at(-1);
	const { items, meta } = await ask('chat.members.get', { chatId, after: last?.userId });
	expect(items).toEqual([]);
	expect(meta).toEqual({ hasBefore: true, hasAfter: false, total: 5 });
});

test.each(lists.filter(({ event }) => event !== 'chat.messages.get'))(
	'a page of $event behind what nobody knows is the first one',
	async ({ event, payload, onward }) => {
		const [place] = Object.keys(onward({}));
		const first = await ask(event, payload);
		const unknown = event === 'audit.list' ? 'ffffffff-ffff-7fff-bfff-ffffffffffff' : newId();
		expect(await ask(event, { ...payload, [place ?? '']: unknown })).toEqual(first);
	}
);

test('of a list with nothing in it there is nothing on either side', async () => {
	const { items, meta } = await ask('users.list', { query: 'nobody is called so' });
	expect(items).toEqual([]);
	expect(meta).toEqual({ hasBefore: false, hasAfter: false, total: 0 });
	const record = await ask('audit.list', { action: 'chat.deleted' });
	expect(record).toEqual({ items: [], meta: { hasBefore: false, hasAfter: false } });
});
