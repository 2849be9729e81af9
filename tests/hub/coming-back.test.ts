import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

/** More than it takes until what several ask for is shared. */
const times = 4;

let server: TestServer;
let ben: Person;
let cem: Person;
let anas: TestClient;
let bens: TestClient;
let cems: TestClient;
let chatId: string;

beforeEach(async () => {
	server = await startServer();
	[ben, cem] = [await server.person('ben'), await server.person('cem')];
	anas = await connect(server, await server.person('ana'));
	[bens, cems] = [await connect(server, ben), await connect(server, cem)];
	chatId = newId();
	const memberIds = [ben.user.id, cem.user.id];
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Group' });
	await say('begun');
});

afterEach(() => server.stop());

async function say(words: string): Promise<string> {
	const id = newId();
	await anas.get('message.send', { id, chatId, content: text(words) });
	return id;
}

const pull = (client: TestClient, cursor: string | null) => client.get('sync.initial', { cursor });
const cursorOf = async (client: TestClient) => (await pull(client, null)).cursor;

/** What both are told, each several times in turns: the same each time. */
async function pulled(cursors: { bens: string; cems: string }) {
	const answers = [];
	for (let n = 0; n < times; n++)
		answers.push([await pull(bens, cursors.bens), await pull(cems, cursors.cems)] as const);
	const [first] = answers;
	if (!first) throw new Error('Nobody asked.');
	for (const answer of answers) expect(answer).toEqual(first);
	return { bens: first[0], cems: first[1] };
}

const both = async () => ({ bens: await cursorOf(bens), cems: await cursorOf(cems) });

test('all who come back are told what was said, each time as the chat has it', async () => {
	const cursors = await both();
	for (const words of ['one', 'two', 'three']) await say(words);
	const later = await cursorOf(cems);
	await say('four');
	const { bens: bensAnswer, cems: cemsAnswer } = await pulled(cursors);
	const page = await bens.get('chat.messages.get', { chatId, afterSeq: 1, limit: 10 });
	expect(bensAnswer.hot).toEqual(page);
	expect(cemsAnswer.hot).toEqual(page);
	expect(bensAnswer.chats[0]?.members).toEqual(cemsAnswer.chats[0]?.members);
	// Who was away for a shorter time misses less.
	expect((await pulled({ ...cursors, cems: later })).cems.hot).toEqual(page.slice(3));
});

test('what is changed between two who come back is told as it is now', async () => {
	const cursors = await both();
	const id = await say('one');
	await say('two');
	await pulled(cursors);
	await anas.get('message.edit', { id, content: text('another') });
	const edited = await pulled(cursors);
	const page = await bens.get('chat.messages.get', { chatId, afterSeq: 1, limit: 10 });
	expect(page[0]?.content).toEqual(text('another'));
	expect(edited.cems.hot).toEqual(page);
	await anas.get('message.delete', { id });
	const deleted = await pulled(cursors);
	expect(deleted.bens.hot[0]?.content).toBeNull();
	await bens.get('message.read', { chatId, seq: 3 });
	const read = await pulled(cursors);
	const readOf = read.cems.chats[0]?.members.find(({ userId }) => userId === ben.user.id)?.readSeq;
	expect(readOf).toBe(3);
});

test('who is taken out meanwhile is told nothing more, and nobody is told of what was destroyed', async () => {
	const cursors = await both();
	await say('one');
	await say('two');
	await pulled(cursors);
	await anas.get('chat.members.remove', { chatId, userId: cem.user.id });
	const out = await pulled(cursors);
	expect(out.cems.hot).toEqual([]);
	expect(out.cems.chats[0]).toMatchObject({ removed: true, members: [] });
	expect(out.bens.hot).toHaveLength(2);
	expect(out.bens.chats[0]?.members).toHaveLength(2);
	await anas.get('chat.delete', { chatId });
	expect((await pulled(cursors)).bens.hot).toEqual([]);
});
