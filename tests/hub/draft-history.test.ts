import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { dropOldHistory } from '$lib/server/store/draft-history.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let now = 1_800_000_000_000;
let server: TestServer;
let ben: Person;
let desk: TestClient;
let phone: TestClient;
let chatId: string;

beforeAll(async () => {
	server = await startServer({}, () => now++);
	const ana = await server.person('ana');
	ben = await server.person('ben');
	desk = await connect(server, ana);
	phone = await connect(server, ana);
});

beforeEach(async () => {
	chatId = newId();
	await desk.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'History' });
	await desk.get('message.send', { id: newId(), chatId, content: text('Begin') });
});

afterAll(() => server.stop());

const update = (words: string, baseVersion: number, mutationId = newId()) => ({
	chatId,
	content: text(words),
	baseVersion,
	mutationId
});
const history = () => desk.get('draft.history.get', { chatId });

test('a text that was refused is in the history, once however often it is sent', async () => {
	await desk.get('draft.update', update('From the desk', 0));
	const late = update('From the phone, two thousand words', 0);
	for (let n = 0; n < 3; n++)
		expect(await phone.ask('draft.update', late)).toMatchObject({ error: { code: 'stale' } });
	expect(await history()).toMatchObject([
		{ id: late.mutationId, content: late.content, deviceId: phone.deviceId, reason: 'stale' }
	]);
});

test('a text that another device wrote over, or that was cut or deleted, is in the history', async () => {
	await desk.get('draft.update', update('Written at the desk', 0));
	await phone.get('draft.update', update('Something else from the phone, and rather long', 1));
	await phone.get('draft.update', update('Short', 2));
	await phone.get('draft.delete', { chatId, baseVersion: 3, mutationId: newId() });
	expect((await history()).map(({ content, reason }) => [content, reason])).toEqual([
		[text('Short'), 'deleted'],
		[text('Something else from the phone, and rather long'), 'replaced'],
		[text('Written at the desk'), 'replaced']
	]);
});

test('typing on leaves no trace, and a draft that was sent as it was neither', async () => {
	await desk.get('draft.update', update('Hello', 0));
	await desk.get('draft.update', update('Hello Ben', 1));
	await desk.get('message.send', { id: newId(), chatId, content: text('Hello Ben'), draftVersion: 2 });
	expect(await history()).toEqual([]);
	await desk.get('draft.update', update('One thing', 3));
	await desk.get('message.send', { id: newId(), chatId, content: text('Another'), draftVersion: 4 });
	expect(await history()).toMatchObject([{ content: text('One thing'), reason: 'sent' }]);
});

test('an earlier text can be restored, and what stood there then is kept', async () => {
	await desk.get('draft.update', update('The first one', 0));
	await desk.get('draft.delete', { chatId, baseVersion: 1, mutationId: newId() });
	await phone.get('draft.update', update('The second one', 2));
	const [entry] = await history();
	const restore = { chatId, id: entry?.id ?? '', baseVersion: 3, mutationId: newId() };
	const draft = await desk.get('draft.history.restore', restore);
	expect(draft).toMatchObject({ version: 4, content: text('The first one') });
	expect(await phone.told('draft.updated', (told) => told.version === 4 && told.chatId === chatId)).toEqual(
		draft
	);
	expect((await history())[0]).toMatchObject({ content: text('The second one'), reason: 'replaced' });
	expect(await desk.get('draft.history.restore', restore)).toEqual(draft);
	expect(await desk.ask('draft.history.restore', { ...restore, mutationId: newId() })).toMatchObject({
		error: { code: 'stale' }
	});
});

test('is its author’s alone', async () => {
	await desk.get('draft.update', update('Mine', 0));
	await desk.get('draft.delete', { chatId, baseVersion: 1, mutationId: newId() });
	const bens = await connect(server, ben);
	expect(await bens.get('draft.history.get', { chatId })).toEqual([]);
	const [entry] = await history();
	const restore = { chatId, id: entry?.id ?? '', baseVersion: 0, mutationId: newId() };
	expect(await bens.ask('draft.history.restore', restore)).toMatchObject({ error: { code: 'not_found' } });
});

test('holds 50 texts of a chat, for 30 days', async () => {
	let version = 0;
	for (let n = 0; n < 52; n++) {
		await desk.get('draft.update', update(`Text ${n}`, version));
		await desk.get('draft.delete', { chatId, baseVersion: version + 1, mutationId: newId() });
		version += 2;
	}
	const entries = await history();
	expect(entries).toHaveLength(50);
	expect(entries.at(-1)?.content).toEqual(text('Text 2'));
	now += 30 * 24 * 60 * 60 * 1000;
	await desk.get('draft.update', update('New', version));
	await desk.get('draft.delete', { chatId, baseVersion: version + 1, mutationId: newId() });
	await server.app.store.write(dropOldHistory);
	expect(await history()).toHaveLength(1);
});

test('a chat that its author alone has seen goes with its emptied draft, and comes back with new words', async () => {
	const id = newId();
	await desk.get('chat.create', { id, kind: 'group', memberIds: [ben.user.id], title: 'Only a thought' });
	const draft = { chatId: id, baseVersion: 0, mutationId: newId() };
	await desk.get('draft.update', { ...draft, content: text('A thought') });
	await desk.get('draft.delete', { ...draft, baseVersion: 1, mutationId: newId() });
	for (const client of [desk, phone])
		await client.told('chat.removed', (chat) => chat.id === id && chat.removed);
	const listed = async () => (await desk.get('sync.initial', { cursor: null })).chats.map((chat) => chat.id);
	expect(await listed()).not.toContain(id);

	await phone.get('draft.update', { ...draft, baseVersion: 2, mutationId: newId(), content: text('Again') });
	await desk.told(
		'chat.updated',
		(chat) => chat.id === id && !chat.removed && chat.title === 'Only a thought'
	);
	expect(await listed()).toContain(id);
});

test('two devices that are typed on at once push no older text out of the history', async () => {
	const ours = await desk.get('draft.update', update('Of yesterday', 0));
	await desk.get('draft.delete', { chatId, baseVersion: ours.version, mutationId: newId() });
	let version = ours.version + 1;
	for (let n = 1; n <= 60; n++) {
		({ version } = await desk.get('draft.update', update('a'.repeat(n), version)));
		({ version } = await phone.get('draft.update', update('b'.repeat(n), version)));
	}
	const kept = (await history()).map(({ content }) => content);
	expect(kept).toContainEqual(text('Of yesterday'));
	expect(kept).toContainEqual(text('a'.repeat(60)));
	expect(kept.length).toBe(3);
});
