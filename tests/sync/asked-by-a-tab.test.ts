import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { insertUser } from '$lib/server/store/users.ts';
import { requestPerson } from '../../src/lib/client/intents/request-person.ts';
import { requestPins } from '../../src/lib/client/intents/request-pins.ts';
import { forgetVersions, requestVersions } from '../../src/lib/client/intents/request-versions.ts';
import { seekMentionable } from '../../src/lib/client/intents/seek-mentionable.ts';
import { readPinned } from '../../src/lib/client/mirror/apply-pins.ts';
import { answerRequests } from '../../src/lib/client/sync/answer-requests.ts';
import type { Request } from '../../src/lib/client/sync/link.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Desk } from './support/desk.ts';

let server: TestServer;
let anas: TestClient;
let anaId: string;
let desk: Desk;
const chatId = newId();

/** Accounts that nobody signs in with: a password each would take minutes. */
async function makePeople(count: number): Promise<string[]> {
	const ids = Array.from({ length: count }, newId);
	await server.app.store.write(async (tx) => {
		for (const [index, id] of ids.entries()) {
			const names = { username: `person${index}`, display_name: `Person ${index}` };
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
	const ids = await makePeople(140);
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: ids.slice(0, 99), title: 'All' });
	await say('Welcome');
	await anas.get('chat.members.add', { chatId, userIds: ids.slice(99) });
});

afterAll(() => server.stop());

beforeEach(async () => {
	desk = new Desk(anaId, anas);
	await desk.hear();
});

async function say(words: string): Promise<string> {
	const id = newId();
	await anas.get('message.send', { id, chatId, content: text(words) });
	return id;
}

const answer = () =>
	answerRequests(desk.mirror, ((event: never, payload: never) => anas.ask(event, payload)) as Request);
const unreachable = () => answerRequests(desk.mirror, () => Promise.resolve(null));

test('somebody to mention in a large group is found by the server', async () => {
	await seekMentionable(desk.mirror, chatId, 'person 137');
	expect(await unreachable()).toBe(false);
	expect(await answer()).toBe(true);
	expect(await desk.mirror.requests.toArray()).toMatchObject([
		{ state: 'done', members: [{ user: { displayName: 'Person 137' } }] }
	]);
	expect(await desk.mirror.users.where('id').above('').toArray()).toContainEqual(
		expect.objectContaining({ displayName: 'Person 137' })
	);
});

test('what an own message said before comes when the server can be reached, and goes with the dialog', async () => {
	const id = await say('One');
	await anas.get('message.edit', { id, content: text('Two') });
	await requestVersions(desk.mirror, id);
	expect(await unreachable()).toBe(false);
	expect(await answer()).toBe(true);
	const versions = [{ content: text('One') }];
	expect(await desk.mirror.requests.toArray()).toMatchObject([{ state: 'done', versions }]);

	await requestVersions(desk.mirror, id);
	const late = answerRequests(desk.mirror, (async (event: never, payload: never) => {
		const reply = await anas.ask(event, payload);
		await forgetVersions(desk.mirror, id);
		return reply;
	}) as Request);
	expect(await late).toBe(true);
	expect(await desk.mirror.requests.toArray()).toEqual([]);
});

test('what is pinned is known though it is further back than what the device holds', async () => {
	const id = await say('Far back');
	await anas.get('message.pin', { id, on: true });
	await requestPins(desk.mirror, chatId);
	expect(await answer()).toBe(true);
	expect(await readPinned(desk.mirror, chatId)).toMatchObject([{ id, content: text('Far back') }]);
	await anas.get('message.pin', { id, on: false });
	await requestPins(desk.mirror, chatId);
	await answer();
	expect(await readPinned(desk.mirror, chatId)).toEqual([]);
});

test('somebody with whom one shares no chat is asked for once', async () => {
	const [stranger = ''] = await makeStranger();
	await requestPerson(desk.mirror, stranger);
	await answer();
	expect(await desk.mirror.users.get(stranger)).toMatchObject({ displayName: 'A stranger' });
	const nobody = newId();
	await requestPerson(desk.mirror, nobody);
	await answer();
	await requestPerson(desk.mirror, nobody);
	expect(await desk.mirror.requests.where('id').equals(`person:${nobody}`).toArray()).toMatchObject([
		{ state: 'done' }
	]);
});

async function makeStranger(): Promise<string[]> {
	const id = newId();
	const names = { username: 'stranger', display_name: 'A stranger' };
	await server.app.store.write((tx) =>
		insertUser(tx, { id, ...names, role: 'member', password_hash: 'none' })
	);
	return [id];
}
