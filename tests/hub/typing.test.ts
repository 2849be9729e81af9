import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let anas: TestClient;
let anasPhone: TestClient;
let bens: TestClient;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	anas = await connect(server, ana);
	anasPhone = await connect(server, ana);
	bens = await connect(server, ben);
});

afterAll(() => server.stop());

async function begin(): Promise<string> {
	const id = newId();
	await anas.get('chat.create', { id, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	return id;
}

async function say(client: TestClient, chatId: string) {
	await client.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
}

/** All that was told to this client of typing in a chat. */
const typingIn = (client: TestClient, chatId: string) =>
	client.pushes.filter(
		([name, data]) => name.startsWith('typing.') && 'chatId' in data && data.chatId === chatId
	);

test('is told to the others of the chat, and to none of one’s own devices', async () => {
	const chatId = await begin();
	await say(anas, chatId);
	expect(await anas.get('typing.start', { chatId })).toEqual({});
	const told = { chatId, userId: ana.user.id };
	expect(await bens.told('typing.start', (data) => data.chatId === chatId)).toEqual(told);
	await anas.get('typing.stop', { chatId });
	expect(await bens.told('typing.stop', (data) => data.chatId === chatId)).toEqual(told);
	// What is told later has come, so what was told before would have.
	await say(bens, chatId);
	await anasPhone.told('message.new', (message) => message.chatId === chatId && message.seq === 2);
	for (const client of [anas, anasPhone]) expect(typingIn(client, chatId)).toEqual([]);
});

test('in the same moment as a message reaches the others and not the own phone', async () => {
	const chatId = await begin();
	await say(anas, chatId);
	await Promise.all([
		anas.get('typing.start', { chatId }),
		say(anas, chatId),
		bens.get('typing.start', { chatId })
	]);
	await bens.told('typing.start', (data) => data.chatId === chatId && data.userId === ana.user.id);
	for (const client of [anas, anasPhone]) {
		await client.told('typing.start', (data) => data.chatId === chatId && data.userId === ben.user.id);
		expect(typingIn(client, chatId)).toHaveLength(1);
	}
});

test('in a chat that nobody else sees yet is told to nobody', async () => {
	const chatId = await begin();
	await anas.get('typing.start', { chatId });
	await say(anas, chatId);
	await bens.told('message.new', (message) => message.chatId === chatId);
	expect(typingIn(bens, chatId)).toEqual([]);
});

test('by who may not write is told to nobody', async () => {
	const chatId = await begin();
	await say(anas, chatId);
	await anas.get('chat.writers.update', { chatId, writers: 'admins' });
	await bens.get('typing.start', { chatId });
	await bens.get('message.read', { chatId, seq: 1 });
	await anas.told('message.read', (data) => data.chatId === chatId);
	expect(typingIn(anas, chatId)).toEqual([]);
});

test('reaches nobody who was taken out, from then on, and nobody hears of theirs', async () => {
	const chatId = await begin();
	await say(anas, chatId);
	await anas.get('chat.members.remove', { chatId, userId: ben.user.id });
	await anas.get('typing.start', { chatId });
	expect(await bens.ask('typing.start', { chatId })).toMatchObject({
		ok: false,
		error: { code: 'not_found' }
	});
	const other = await begin();
	await say(anas, other);
	await bens.told('message.new', (message) => message.chatId === other);
	expect(typingIn(bens, chatId)).toEqual([]);
	expect(typingIn(anas, chatId)).toEqual([]);
});
