import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventName, PayloadInput } from '$lib/protocol/contract.ts';
import type { Chat } from '$lib/protocol/entities.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let carl: Person;
let anas: TestClient;
let bens: TestClient;
let carls: TestClient;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	carl = await server.person('carl');
	anas = await connect(server, ana);
	bens = await connect(server, ben);
	carls = await connect(server, carl);
});

afterAll(() => server.stop());

/** A group of Ana, its owner, and the others, that has begun. */
async function group(...others: Person[]): Promise<string> {
	const chatId = newId();
	const memberIds = others.map((person) => person.user.id);
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Boats' });
	await write(anas, chatId, 'Ahoy');
	return chatId;
}

function write(client: TestClient, chatId: string, words: string) {
	return client.get('message.send', { id: newId(), chatId, content: text(words) });
}

async function refused<Name extends EventName>(client: TestClient, event: Name, payload: PayloadInput<Name>) {
	const reply = await client.ask(event, payload);
	return reply.ok ? 'done' : reply.error.code;
}

const roles = (chat: Chat) => Object.fromEntries(chat.members.map(({ userId, role }) => [userId, role]));
const idsOf = (chats: Chat[]) => chats.map((chat) => chat.id);

describe('who is added', () => {
	test('sees the chat at once, with what was said before and none of it unread, and gets what follows', async () => {
		const chatId = await group(ben);
		const chat = await anas.get('chat.members.add', { chatId, userIds: [carl.user.id, ben.user.id] });
		expect(chat).toMatchObject({ memberCount: 3 });
		expect(await carls.told('chat.initiated', (told) => told.id === chatId)).toMatchObject({
			title: 'Boats',
			myRole: 'member',
			unread: 0,
			lastMessage: { seq: 1 }
		});
		expect(await bens.told('chat.updated', (told) => told.id === chatId)).toMatchObject({ memberCount: 3 });
		expect(await carls.get('chat.messages.get', { chatId, limit: 10 })).toMatchObject([{ seq: 1 }]);
		await write(bens, chatId, 'Welcome');
		await carls.told('message.new', (message) => message.chatId === chatId);
		const { chats } = await carls.get('sync.initial', { cursor: null });
		expect(chats.find(({ id }) => id === chatId)).toMatchObject({ unread: 1 });
	});

	test('is not taken to have read what was there before', async () => {
		const chatId = await group(ben);
		const chat = await anas.get('chat.members.add', { chatId, userIds: [carl.user.id] });
		expect(chat.members.find(({ userId }) => userId === carl.user.id)).toMatchObject({ readSeq: 0 });
	});

	test('to a chat that has not begun sees nothing of it until it does', async () => {
		const chatId = newId();
		await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: 'Later' });
		await anas.get('chat.members.add', { chatId, userIds: [ben.user.id, carl.user.id] });
		await anas.get('chat.members.remove', { chatId, userId: carl.user.id });
		expect(await refused(bens, 'chat.messages.get', { chatId, limit: 1 })).toBe('not_found');
		await write(anas, chatId, 'Now');
		await bens.told('chat.initiated', (chat) => chat.id === chatId);
		expect(idsOf((await carls.get('sync.initial', { cursor: '1' })).chats)).not.toContain(chatId);
	});

	test('must be known, and fifty at most', async () => {
		const chatId = await group(ben);
		expect(await refused(anas, 'chat.members.add', { chatId, userIds: [newId()] })).toBe('not_found');
		const many = Array.from({ length: 51 }, newId);
		expect(await refused(anas, 'chat.members.add', { chatId, userIds: many })).toBe('too_large');
	});
});

describe('who is removed', () => {
	test('hears of it, and from then on of nothing more by any way', async () => {
		const chatId = await group(ben, carl);
		const { cursor } = await bens.get('sync.initial', { cursor: null });
		await anas.get('chat.members.remove', { chatId, userId: ben.user.id });
		expect(await bens.told('chat.removed', (chat) => chat.id === chatId)).toMatchObject({
			removed: true,
			title: null,
			members: [],
			memberCount: 0,
			lastMessage: null
		});
		const message = await write(anas, chatId, 'Without Ben');
		await anas.get('chat.title.update', { chatId, title: 'Ours', baseVersion: 0, mutationId: newId() });
		await carls.get('message.read', { chatId, seq: 2 });
		await carls.told('message.new', ({ id }) => id === message.id);

		for (const [event, payload] of [
			['chat.messages.get', { chatId, limit: 10 }],
			['chat.members.get', { chatId, limit: 10 }],
			['chat.content.batch', { chats: [{ chatId }] }],
			['message.send', { id: newId(), chatId, content: text('Still here') }],
			['message.read', { chatId, seq: 2 }],
			['message.delete', { id: message.id }],
			['chat.settings.update', { chatId, pinned: true }],
			['chat.leave', { chatId }],
			['chat.delete', { chatId }],
			['draft.update', { chatId, content: text('x'), baseVersion: 0, mutationId: newId() }]
		] as const) {
			expect([event, await refused(bens, event as EventName, payload as never)]).toEqual([
				event,
				'not_found'
			]);
		}
		const page = await bens.get('sync.initial', { cursor });
		expect(page.chats.filter(({ id }) => id === chatId)).toMatchObject([{ removed: true, title: null }]);
		const later = await bens.get('sync.initial', { cursor: page.cursor });
		expect(idsOf(later.chats)).not.toContain(chatId);
		await write(anas, chatId, 'Once more');
		expect(idsOf((await bens.get('sync.initial', { cursor: later.cursor })).chats)).not.toContain(chatId);
		expect(idsOf((await bens.get('sync.initial', { cursor: null })).chats)).not.toContain(chatId);

		const about = bens.pushes.filter(([, data]) => JSON.stringify(data).includes(chatId));
		expect(about.at(-1)?.[0]).toBe('chat.removed');
	});

	test('has every open window taken out, and none that is opened later is let in', async () => {
		const chatId = await group(ben);
		const phone = await connect(server, ben);
		await anas.get('chat.members.remove', { chatId, userId: ben.user.id });
		const later = await connect(server, ben);
		const { id } = await write(anas, chatId, 'Private');
		await later.get('users.search', { query: 'ana', limit: 1 });
		for (const client of [phone, later]) {
			expect(client.pushes.some(([name, data]) => name === 'message.new' && data.id === id)).toBe(false);
		}
	});

	test('can be added again, reads everything, and does not get the earlier role back', async () => {
		const chatId = await group(ben);
		await anas.get('chat.members.role', { chatId, userId: ben.user.id, role: 'owner' });
		await anas.get('chat.members.remove', { chatId, userId: ben.user.id });
		await write(anas, chatId, 'Meanwhile');
		await anas.get('chat.members.add', { chatId, userIds: [ben.user.id] });
		const back = await bens.told('chat.initiated', (chat) => chat.id === chatId && chat.lastSeq === 2);
		expect(back).toMatchObject({ removed: false, myRole: 'member', unread: 0, title: 'Boats' });
		expect(await bens.get('chat.messages.get', { chatId, limit: 10 })).toHaveLength(2);
	});

	test('twice is removed once; a stranger to the chat is not found', async () => {
		const chatId = await group(ben);
		const remove = { chatId, userId: ben.user.id };
		expect(await anas.get('chat.members.remove', remove)).toMatchObject({ memberCount: 1 });
		expect(await anas.get('chat.members.remove', remove)).toMatchObject({ memberCount: 1 });
		expect(await refused(anas, 'chat.members.remove', { chatId, userId: carl.user.id })).toBe('not_found');
	});
});

describe('roles', () => {
	test('say who may do what', async () => {
		const chatId = await group(ben, carl);
		const add = { chatId, userIds: [carl.user.id] };
		const remove = { chatId, userId: carl.user.id };
		const role = { ...remove, role: 'admin' } as const;
		expect(await refused(bens, 'chat.members.add', add)).toBe('forbidden');
		expect(await refused(bens, 'chat.members.remove', remove)).toBe('forbidden');
		expect(await refused(bens, 'chat.members.role', role)).toBe('forbidden');
		expect(await refused(bens, 'chat.writers.update', { chatId, writers: 'admins' })).toBe('forbidden');
		expect(await refused(bens, 'chat.delete', { chatId })).toBe('forbidden');

		await anas.get('chat.members.role', { chatId, userId: ben.user.id, role: 'admin' });
		const told = await bens.told('chat.updated', (chat) => chat.id === chatId && chat.myRole === 'admin');
		expect(roles(told)).toMatchObject({ [ana.user.id]: 'owner', [ben.user.id]: 'admin' });
		expect(await refused(bens, 'chat.members.role', role)).toBe('forbidden');
		expect(await refused(bens, 'chat.members.remove', { chatId, userId: ana.user.id })).toBe('forbidden');
		expect(await refused(bens, 'chat.delete', { chatId })).toBe('forbidden');
		expect(await refused(bens, 'chat.members.remove', remove)).toBe('done');
		expect(await refused(bens, 'chat.members.add', add)).toBe('done');
		expect((await bens.get('sync.initial', { cursor: null })).chats[0]).toMatchObject({ myRole: 'admin' });
	});

	test('are kept by a chat of two alone', async () => {
		const { id: chatId } = await anas.get('chat.create', {
			id: newId(),
			kind: 'direct',
			memberIds: [carl.user.id]
		});
		await write(anas, chatId, 'Carl');
		const userId = carl.user.id;
		expect(await refused(anas, 'chat.members.add', { chatId, userIds: [ben.user.id] })).toBe('forbidden');
		expect(await refused(anas, 'chat.members.remove', { chatId, userId })).toBe('forbidden');
		expect(await refused(anas, 'chat.members.role', { chatId, userId, role: 'admin' })).toBe('forbidden');
		expect(await refused(anas, 'chat.leave', { chatId })).toBe('forbidden');
		expect(await refused(anas, 'chat.writers.update', { chatId, writers: 'admins' })).toBe('forbidden');
	});

	test('leave a group an owner, whichever of two steps down first', async () => {
		const chatId = await group(ben);
		const demote = (client: TestClient, person: Person) =>
			refused(client, 'chat.members.role', { chatId, userId: person.user.id, role: 'member' });
		expect(await demote(anas, ana)).toBe('conflict');
		await anas.get('chat.members.role', { chatId, userId: ben.user.id, role: 'owner' });
		const outcomes = await Promise.all([demote(anas, ben), demote(bens, ana)]);
		expect(outcomes.toSorted()).toEqual(['done', 'forbidden']);
		const owners = await server.app.store.db.sql
			.selectFrom('members')
			.selectAll()
			.where('chat_id', '=', chatId)
			.where('role', '=', 'owner')
			.execute();
		expect(owners).toHaveLength(1);
	});

	test('let two owners leave only one after the other has handed over', async () => {
		const chatId = await group(ben, carl);
		await anas.get('chat.members.role', { chatId, userId: ben.user.id, role: 'owner' });
		const leave = (client: TestClient) => refused(client, 'chat.leave', { chatId });
		expect((await Promise.all([leave(anas), leave(bens)])).toSorted()).toEqual(['conflict', 'done']);
	});
});

describe('leaving', () => {
	test('is not for the last owner while others are there, and says what to do', async () => {
		const chatId = await group(ben);
		const reply = await anas.ask('chat.leave', { chatId });
		expect(reply).toMatchObject({ ok: false, error: { code: 'conflict' } });
		expect(reply.ok ? '' : reply.error.message).toContain('Hand the group over');
		await anas.get('chat.members.role', { chatId, userId: ben.user.id, role: 'owner' });
		expect(await anas.get('chat.leave', { chatId })).toMatchObject({ removed: true });
		await bens.told('chat.updated', (chat) => chat.id === chatId && chat.memberCount === 1);
	});

	test('answers the same when it is sent again, and tells the other devices', async () => {
		const chatId = await group(ben);
		const phone = await connect(server, ben);
		const first = await bens.get('chat.leave', { chatId });
		expect(await bens.get('chat.leave', { chatId })).toEqual(first);
		await phone.told('chat.removed', (chat) => chat.id === chatId);
		expect(await refused(bens, 'message.send', { id: newId(), chatId, content: text('Bye') })).toBe(
			'not_found'
		);
	});

	test('and being removed at once is being out once', async () => {
		const chatId = await group(ben, carl);
		const outcomes = await Promise.all([
			refused(bens, 'chat.leave', { chatId }),
			refused(anas, 'chat.members.remove', { chatId, userId: ben.user.id })
		]);
		expect(outcomes).toContain('done');
		const chat = await anas.get('chat.settings.update', { chatId });
		expect(chat).toMatchObject({ memberCount: 2 });
	});

	test('keeps a message that was sent before, and refuses one that comes after', async () => {
		const chatId = await group(ben);
		const send = () => refused(bens, 'message.send', { id: newId(), chatId, content: text('Last') });
		const [before, , after] = await Promise.all([send(), refused(bens, 'chat.leave', { chatId }), send()]);
		expect([before, after]).toEqual(['done', 'not_found']);
		expect(await anas.get('chat.messages.get', { chatId, limit: 10 })).toHaveLength(2);
	});
});

describe('announcements', () => {
	test('are written by admins alone, and read by all', async () => {
		const chatId = await group(ben, carl);
		const { id } = await write(bens, chatId, 'Before');
		await anas.get('chat.members.role', { chatId, userId: carl.user.id, role: 'admin' });
		await anas.get('chat.writers.update', { chatId, writers: 'admins' });
		await bens.told('chat.updated', (chat) => chat.id === chatId && chat.writers === 'admins');
		const send = { id: newId(), chatId, content: text('May I?') };
		expect(await refused(bens, 'message.send', send)).toBe('forbidden');
		expect(await refused(bens, 'message.edit', { id, content: text('After') })).toBe('forbidden');
		const title = { chatId, title: 'Mine', baseVersion: 0, mutationId: newId() };
		expect(await refused(bens, 'chat.title.update', title)).toBe('forbidden');
		expect(
			await refused(bens, 'draft.update', {
				chatId,
				content: text('One day'),
				baseVersion: 0,
				mutationId: newId()
			})
		).toBe('done');
		const news = await write(carls, chatId, 'News');
		await bens.told('message.new', (message) => message.id === news.id);
		await anas.get('chat.writers.update', { chatId, writers: 'all' });
		expect(await refused(bens, 'message.send', send)).toBe('done');
	});
});

describe('settings', () => {
	test('are one’s own, and reach one’s other devices', async () => {
		const chatId = await group(ben);
		const phone = await connect(server, ben);
		const { cursor } = await phone.get('sync.initial', { cursor: null });
		const mutedUntil = Date.now() + 1000;
		await bens.get('chat.settings.update', { chatId, pinned: true, mutedUntil });
		const chat = await bens.get('chat.settings.update', { chatId, archived: true });
		expect(chat).toMatchObject({ pinned: true, archived: true, mutedUntil });
		await phone.told('chat.updated', (told) => told.id === chatId && told.archived && told.pinned);
		const page = await phone.get('sync.initial', { cursor });
		expect(page.chats).toMatchObject([{ id: chatId, pinned: true, archived: true, mutedUntil }]);
		expect(await anas.get('chat.settings.update', { chatId })).toMatchObject({
			pinned: false,
			archived: false,
			mutedUntil: null
		});
		expect(await bens.get('chat.settings.update', { chatId, mutedUntil: null })).toMatchObject({
			pinned: true,
			mutedUntil: null
		});
	});

	test.each([{ pinned: 1 }, { archived: 'yes' }, { mutedUntil: -1 }, { mutedUntil: 1.5 }])(
		'refuse %o',
		async (settings) => {
			const chatId = await group();
			expect(await refused(anas, 'chat.settings.update', { chatId, ...settings } as never)).toBe(
				'invalid_data'
			);
		}
	);
});

test('of two views of a chat the later one has the higher revision', async () => {
	const chatId = await group(ben);
	const views = [
		await anas.get('chat.settings.update', { chatId, pinned: true }),
		await anas.get('chat.members.add', { chatId, userIds: [carl.user.id] }),
		await anas.get('chat.members.role', { chatId, userId: carl.user.id, role: 'owner' }),
		await anas.get('chat.leave', { chatId })
	];
	const revisions = views.map((chat) => chat.revision);
	expect(revisions).toEqual(revisions.toSorted((one, other) => one - other));
	expect(new Set(revisions).size).toBe(4);
	await carls.get('chat.members.add', { chatId, userIds: [ana.user.id] });
	const back = await anas.told('chat.initiated', (chat) => chat.id === chatId);
	expect(back.revision).toBeGreaterThan(revisions.at(-1) ?? 0);
});

test('of the views of a chat that was changed several times at once each has a revision of its own, in order', async () => {
	const chatId = await group(ben, carl);
	const give = (role: 'admin' | 'member') =>
		anas.get('chat.members.role', { chatId, userId: ben.user.id, role });
	const views = await Promise.all([give('admin'), give('member'), give('admin'), give('member')]);
	const revisions = views.map((chat) => chat.revision);
	expect(revisions).toEqual([...new Set(revisions)].toSorted((one, other) => one - other));
	const { members } = await anas.get('chat.settings.update', { chatId });
	expect(members.find(({ userId }) => userId === ben.user.id)).toMatchObject({ role: 'member' });
});
