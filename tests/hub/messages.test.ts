import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let anas: TestClient;
let bens: TestClient;
let chatId: string;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	anas = await connect(server, ana);
	bens = await connect(server, ben);
});

beforeEach(async () => {
	chatId = newId();
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	await anas.get('message.send', { id: newId(), chatId, content: text('Begin') });
});

afterAll(() => server.stop());

const send = async (words: string, by = anas, into = chatId) => {
	const id = newId();
	await by.get('message.send', { id, chatId: into, content: text(words) });
	return id;
};

describe('a reaction', () => {
	test('comes and goes, is told to the others, and changes nothing twice', async () => {
		const id = await send('Ahoy');
		const emoji = '👍🏽';
		const first = await bens.get('message.react', { id, emoji, on: true });
		expect(first).toMatchObject({ reactions: [{ emoji, userIds: [ben.user.id] }], version: 1 });
		expect(await anas.told('message.reacted', (told) => told.id === id)).toEqual(first);
		expect(await bens.get('message.react', { id, emoji, on: true })).toEqual(first);
		const both = await anas.get('message.react', { id, emoji, on: true });
		expect(both.reactions).toEqual([{ emoji, userIds: [ben.user.id, ana.user.id] }]);
		await bens.get('message.react', { id, emoji, on: false });
		const none = await anas.get('message.react', { id, emoji, on: false });
		expect(none).toMatchObject({ reactions: [], version: 4 });
	});

	test('is one emoji of Unicode’s list', async () => {
		const id = await send('Ahoy');
		for (const emoji of ['a', '👍👍', '', ' ', '1', '👍'.repeat(40), '\u2764', 'javascript:', '🏽🏽']) {
			expect(await bens.ask('message.react', { id, emoji, on: true }), emoji).toMatchObject({
				error: { code: 'invalid_data', issues: [{ path: 'emoji' }] }
			});
		}
		for (const emoji of ['❤️', '👩‍👩‍👧‍👦', '🇩🇪', '#️⃣']) {
			expect(await bens.ask('message.react', { id, emoji, on: true }), emoji).toMatchObject({ ok: true });
		}
	});

	test('is refused on a deleted message, and beyond 50 kinds', async () => {
		const id = await send('Ahoy');
		for (let n = 0; n < 50; n++) {
			await bens.get('message.react', { id, emoji: String.fromCodePoint(0x1f400 + n), on: true });
		}
		expect(await anas.ask('message.react', { id, emoji: '🚀', on: true })).toMatchObject({
			error: { code: 'too_large' }
		});
		expect(await anas.ask('message.react', { id, emoji: '\u{1f400}', on: true })).toMatchObject({ ok: true });
		const deleted = await anas.get('message.delete', { id });
		expect(deleted.reactions).toEqual([]);
		expect(await bens.ask('message.react', { id, emoji: '🚀', on: true })).toMatchObject({
			error: { code: 'conflict' }
		});
	});

	test('is there for whoever was away', async () => {
		const id = await send('Ahoy');
		const { cursor } = await anas.get('sync.initial', { cursor: null });
		await bens.get('message.react', { id, emoji: '🎉', on: true });
		const { chats } = await anas.get('chat.content.batch', { chats: [{ chatId, cursor }] });
		expect(chats).toMatchObject([{ messages: [{ id, reactions: [{ emoji: '🎉' }] }] }]);
	});
});

describe('a pin', () => {
	test('is set by who looks after the group, and listed, the newest first', async () => {
		const [one, two] = [await send('One'), await send('Two', bens)];
		expect(await bens.ask('message.pin', { id: two, on: true })).toMatchObject({
			error: { code: 'forbidden' }
		});
		await anas.get('message.pin', { id: one, on: true });
		await anas.get('message.pin', { id: two, on: true });
		await bens.told('message.pinned', (told) => told.id === two && told.pinnedAt !== null);
		expect((await bens.get('message.pin.list', { chatId })).map(({ id }) => id)).toEqual([two, one]);
		await anas.get('message.pin', { id: two, on: false });
		await anas.get('message.delete', { id: one });
		expect(await bens.get('message.pin.list', { chatId })).toEqual([]);
	});
});

describe('the earlier texts of an edited message', () => {
	test('are shown to its sender alone, and are gone with it', async () => {
		const id = await send('One');
		await anas.get('message.edit', { id, content: text('Two') });
		await anas.get('message.edit', { id, content: text('Three') });
		const versions = await anas.get('message.versions.get', { id });
		expect(versions.map(({ content }) => content)).toEqual([text('One'), text('Two')]);
		expect(await bens.ask('message.versions.get', { id })).toMatchObject({ error: { code: 'forbidden' } });
		await anas.get('message.delete', { id });
		expect(await anas.get('message.versions.get', { id })).toEqual([]);
		expect(await server.app.store.db.sql.selectFrom('message_versions').selectAll().execute()).toEqual([]);
	});
});

describe('a forwarded message', () => {
	test('names who wrote it, also when it is forwarded again', async () => {
		const id = await send('A true word', bens);
		const otherChat = newId();
		await anas.get('chat.create', { id: otherChat, kind: 'self', memberIds: [] });
		const forward = (of: string) =>
			anas.get('message.send', {
				id: newId(),
				chatId: otherChat,
				content: text('A true word'),
				forwardOf: of
			});
		const first = await forward(id);
		expect(first).toMatchObject({ senderId: ana.user.id, forwardedFrom: ben.user.id });
		expect(await forward(first.id)).toMatchObject({ forwardedFrom: ben.user.id });
		const edit = await anas.ask('message.edit', { id: first.id, content: text('A lie') });
		expect(edit).toMatchObject({ error: { code: 'conflict' } });
	});

	test('puts no words into another’s mouth, and tells nothing of a message that one may not see', async () => {
		const id = await send('A true word', bens);
		const lie = { id: newId(), chatId, content: text('A lie'), forwardOf: id };
		expect(await anas.ask('message.send', lie)).toMatchObject({ error: { code: 'conflict' } });
		const carls = await connect(server, await server.person(`carl${Date.now()}`));
		const own = newId();
		await carls.get('chat.create', { id: own, kind: 'self', memberIds: [] });
		const guess = (forwardOf: string) =>
			carls.ask('message.send', { id: newId(), chatId: own, content: text('A true word'), forwardOf });
		expect(await guess(id)).toEqual(await guess(newId()));
	});
});
