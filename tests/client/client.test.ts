import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
	connect,
	newId,
	plain,
	text,
	type InklingError,
	type Message
} from '../../clients/typescript/src/index.ts';
import type { Client } from '../../clients/typescript/src/client.ts';
import { connect as connectPerson } from '../support/connect.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { makeToken } from '../support/token.ts';

let server: TestServer;
/** Somebody with the tokens of two programs. */
type Owner = Person & { tokens: { id: string; secret: string }[] };

let ana: Owner;
let ben: Owner;
let clients: Client[];

beforeEach(async () => {
	clients = [];
	server = await startServer();
	ana = await makeOwner('ana');
	ben = await makeOwner('ben');
});

afterEach(async () => {
	for (const client of clients) await client.close({ signal: AbortSignal.abort() });
	await server.stop();
});

async function makeOwner(username: string): Promise<Owner> {
	const person = await server.person(username);
	const client = await connectPerson(server, person);
	const make = () => makeToken(client, ['read', 'write', 'chats']);
	const tokens = [await make(), await make()];
	client.close();
	return { ...person, tokens };
}

function open(
	{ tokens }: Owner,
	{ nth = 0, ...options }: { nth?: number; cursor?: string | null } = {}
): Client {
	const client = connect({ url: server.url, token: tokens[nth]?.secret, ...options });
	clients.push(client);
	return client;
}

async function groupOf(client: Client, people: Owner[]): Promise<string> {
	const id = newId();
	const memberIds = people.map(({ user }) => user.id);
	await client.request('chat.create', { id, kind: 'group', memberIds, title: 'Boats' });
	await client.send(id, 'Begin');
	return id;
}

/** The cursor under which the message of this place counts as handled. */
async function cursorAt(client: Client, chatId: string, seq: number): Promise<string> {
	const told = Promise.withResolvers<string>();
	const look = (cursor: string) => {
		const { seqs } = JSON.parse(cursor) as { seqs: Record<string, number> };
		if (seqs[chatId] === seq) told.resolve(cursor);
	};
	const stop = client.on('cursor', look);
	if (client.cursor !== null) look(client.cursor);
	return told.promise.finally(stop);
}

/** What is told of messages, and a way to wait for one. */
function listen(client: Client) {
	const told: string[] = [];
	let look = () => {};
	const names = ['message.new', 'message.edited', 'message.deleted', 'message.reacted', 'gap'] as const;
	for (const name of names) {
		client.on(name, (data) => {
			told.push('content' in data ? `${name} ${data.seq} ${plain(data.content)}` : name);
			look();
		});
	}
	const until = (line: string) =>
		new Promise<void>((resolve) => {
			look = () => told.includes(line) && resolve();
			look();
		});
	return { told, until };
}

test('two people talk, each message is told once and in order', async () => {
	const anas = open(ana);
	const bens = open(ben);
	await Promise.all([anas.sync(), bens.sync()]);
	const { told, until } = listen(bens);
	const chatId = await groupOf(anas, [ben]);
	await Promise.all(['One', 'Two', 'Three'].map((words) => anas.send(chatId, words)));
	await until('message.new 4 Three');
	expect(told).toEqual([
		'message.new 1 Begin',
		'message.new 2 One',
		'message.new 3 Two',
		'message.new 4 Three'
	]);
	expect(bens.chats.get(chatId)).toMatchObject({ title: 'Boats', lastSeq: 4 });
	expect((await bens.user(ana.user.id))?.username).toBe('ana');
	expect(await bens.me()).toEqual(ben.user);
});

test('what was missed without a connection is told after it, and changes of what was told before', async () => {
	const anas = open(ana);
	const bens = open(ben);
	await Promise.all([anas.sync(), bens.sync()]);
	const { told, until } = listen(bens);
	const chatId = await groupOf(anas, [ben]);
	const first = await anas.send(chatId, 'Befour');
	await until('message.new 2 Befour');
	const cursor = await cursorAt(bens, chatId, 2);
	await bens.close();

	await anas.request('message.edit', { id: first.id, content: text('Before') });
	const gone = await anas.send(chatId, 'Gone');
	await anas.request('message.delete', { id: gone.id });
	await anas.send(chatId, 'After');

	const again = open(ben, { cursor });
	const later = listen(again);
	await again.sync();
	await later.until('message.new 4 After');
	expect(later.told.toSorted()).toEqual(['message.edited 2 Before', 'message.new 4 After']);
	expect(told).toEqual(['message.new 1 Begin', 'message.new 2 Befour']);
});

test('more than the server tells of at once is fetched, in order, with a word about the gap', async () => {
	const anas = open(ana);
	const bens = open(ben);
	await Promise.all([anas.sync(), bens.sync()]);
	const chatId = await groupOf(anas, [ben]);
	const cursor = await cursorAt(bens, chatId, 1);
	await bens.close();
	const words = Array.from({ length: 230 }, (_, n) => `Line ${n}`);
	await Promise.all(words.map((line) => anas.send(chatId, line)));

	const again = open(ben, { cursor });
	const later = listen(again);
	await again.sync();
	await later.until('message.new 231 Line 229');
	expect(later.told.filter((line) => line !== 'gap')).toEqual(
		words.map((line, n) => `message.new ${n + 2} ${line}`)
	);
	expect(later.told).toContain('gap');
});

test('messages that are sent while the server crashes again and again arrive once and in order', async () => {
	const anas = open(ana);
	const bens = open(ben);
	await Promise.all([anas.sync(), bens.sync()]);
	const { told, until } = listen(bens);
	const chatId = await groupOf(anas, [ben]);
	const words = Array.from({ length: 60 }, (_, n) => `Line ${n}`);
	const sending = Promise.all(words.map((line) => anas.send(chatId, line)));
	for (let times = 0; times < 3; times++) await server.crash();
	const sent = await sending;
	await until('message.new 61 Line 59');
	expect(sent.map(({ seq }) => seq)).toEqual(words.map((_, n) => n + 2));
	expect(told.slice(1)).toEqual(words.map((line, n) => `message.new ${n + 2} ${line}`));
	const stored: Message[] = [];
	for await (const message of anas.messages(chatId, { afterSeq: 0 })) stored.push(message);
	expect(stored.map(({ content }) => plain(content))).toEqual(['Begin', ...words]);
});

test('the messages of a chat are read in pages, back or forth', async () => {
	const anas = open(ana);
	const chatId = await groupOf(anas, [ben]);
	for (const words of ['Two', 'Three', 'Four', 'Five']) await anas.send(chatId, words);
	const read = async (reading: object) => {
		const seqs: number[] = [];
		for await (const { seq } of anas.messages(chatId, { pageSize: 2, ...reading })) seqs.push(seq);
		return seqs;
	};
	expect(await read({})).toEqual([5, 4, 3, 2, 1]);
	expect(await read({ beforeSeq: 4 })).toEqual([3, 2, 1]);
	expect(await read({ afterSeq: 2 })).toEqual([3, 4, 5]);
	expect((await anas.markRead(chatId, 5)).readSeq).toBe(5);
});

test('a draft that was changed elsewhere is not written over, and handed out', async () => {
	const one = open(ana);
	const other = open(ana, { nth: 1 });
	const chatId = await groupOf(one, [ben]);
	await Promise.all([one.sync(), other.sync()]);
	expect(await one.drafts.update(chatId, 'From one')).toMatchObject({ saved: true, draft: { version: 1 } });
	const lost = await other.drafts.update(chatId, 'From the other');
	expect(lost.saved).toBe(false);
	expect(plain(lost.draft.content)).toBe('From one');
	expect(await other.drafts.update(chatId, 'Both')).toMatchObject({ saved: true, draft: { version: 2 } });
	expect(await one.drafts.delete(chatId)).toMatchObject({ saved: false, draft: { version: 2 } });
	expect(await one.drafts.delete(chatId)).toMatchObject({ saved: true, draft: { deleted: true } });
});

test('a refusal is an error with its code, and what comes after it goes on', async () => {
	const anas = open(ana);
	const chatId = await groupOf(anas, [ben]);
	const blank = anas.send(chatId, '  ');
	const good = anas.send(chatId, 'Good');
	await expect(blank).rejects.toMatchObject({ code: 'invalid_data', issues: [{ path: 'content' }] });
	expect((await good).seq).toBe(2);
	await expect(anas.send(newId(), 'Nowhere')).rejects.toMatchObject({ code: 'not_found' });
	expect(await anas.close()).toEqual([]);
});

test('who is not let in is told so and does not try again', async () => {
	const stranger = connect({ url: server.url, token: `ink_${'A'.repeat(43)}` });
	const stopped = new Promise<InklingError>((resolve) => stranger.on('stopped', resolve));
	await expect(stranger.me()).rejects.toMatchObject({ code: 'unauthenticated' });
	expect((await stopped).code).toBe('unauthenticated');
	expect(stranger.connected).toBe(false);
	await expect(stranger.send(newId(), 'Hello')).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('an address at which nobody listens is told with the reason and how often it was tried', async () => {
	const gone = await startServer();
	await gone.stop();
	const client = connect({ url: gone.url, token: ana.tokens[0]?.secret });
	clients.push(client);
	const told: { message: string; tries: number }[] = [];
	const twice = new Promise<void>((resolve) =>
		client.on('unreachable', (trouble) => {
			if (told.push(trouble) === 2) resolve();
		})
	);
	await twice;
	const port = new URL(gone.url).port;
	const message = `${gone.url} cannot be reached: connect ECONNREFUSED 127.0.0.1:${port}`;
	expect(told).toEqual([
		{ message, tries: 1 },
		{ message, tries: 2 }
	]);
});

test('the reason is told for a name with several addresses, and where somebody else listens', async () => {
	const reasonAt = (url: string) => {
		const client = connect({ url, token: ana.tokens[0]?.secret });
		clients.push(client);
		return new Promise<string>((resolve) => client.on('unreachable', ({ message }) => resolve(message)));
	};
	const other = createServer((_, response) => response.writeHead(404).end()).listen(0, '127.0.0.1');
	await once(other, 'listening');
	const { port } = other.address() as AddressInfo;
	expect(await reasonAt(`http://127.0.0.1:${port}`)).toMatch(/ cannot be reached: .*404/);
	other.close();
	const gone = await startServer();
	await gone.stop();
	expect(await reasonAt(gone.url.replace('127.0.0.1', 'localhost'))).toMatch(/: connect ECONNREFUSED \S+/);
});

test('a message that was being handled when the token ended is told again, though its handler caught that', async () => {
	const anas = open(ana);
	const bens = open(ben);
	await Promise.all([anas.sync(), bens.sync()]);
	const chatId = await groupOf(anas, [ben]);
	await cursorAt(bens, chatId, 1);
	const person = await connectPerson(server, ben);
	const caught = new Promise((resolve) =>
		bens.on('message.new', async (message) => {
			await person.get('tokens.revoke', { id: ben.tokens[0]?.id ?? '' });
			await bens.answer(message, 'Yes').catch(resolve);
		})
	);
	await anas.send(chatId, 'Are you there?');
	expect(await caught).toMatchObject({ code: 'unauthenticated' });
	await new Promise(setImmediate);

	const again = open(ben, { nth: 1, cursor: bens.cursor });
	const { until } = listen(again);
	await again.sync();
	await until('message.new 2 Are you there?');
});

test('a token that is revoked ends it, and what waits is told', async () => {
	const anas = open(ana);
	await anas.sync();
	const stopped = new Promise<InklingError>((resolve) => anas.on('stopped', resolve));
	const person = await connectPerson(server, ana);
	await person.get('tokens.revoke', { id: ana.tokens[0]?.id ?? '' });
	expect((await stopped).code).toBe('unauthenticated');
	await expect(anas.me()).rejects.toMatchObject({ code: 'unauthenticated' });
});

test('who sends more than the server takes waits as long as it says, and all arrives in order', async () => {
	const settings = { RATE_LIMITS: 'on', RATE_SEND: '50/5' };
	await server.stop();
	server = await startServer(settings);
	ana = await makeOwner('ana');
	const anas = open(ana);
	const chatId = await groupOf(anas, []);
	const words = Array.from({ length: 30 }, (_, n) => `Line ${n}`);
	const sent = await Promise.all(words.map((line) => anas.send(chatId, line)));
	expect(sent.map(({ seq }) => seq)).toEqual(words.map((_, n) => n + 2));
});

test('a draft, an edit, a reaction and a title that others make are told', async () => {
	const [anas, bens, other] = [open(ana), open(ben), open(ana, { nth: 1 })];
	await Promise.all([anas.sync(), bens.sync(), other.sync()]);
	const chatId = await groupOf(anas, [ben]);
	const { told, until } = listen(bens);
	const titles: (string | null)[] = [];
	bens.on('chat.updated', ({ title }) => titles.push(title));
	const drafted = new Promise((resolve) => other.on('draft.updated', resolve));
	const { id } = await anas.send(chatId, 'One');
	await anas.request('message.edit', { id, content: text('Two') });
	await anas.request('message.react', { id, emoji: '👍', on: true });
	await anas.request('message.delete', { id });
	await until('message.deleted 2 ');
	expect(told.slice(-4)).toEqual([
		'message.new 2 One',
		'message.edited 2 Two',
		'message.reacted 2 Two',
		'message.deleted 2 '
	]);
	const { titleVersion: baseVersion } = await anas.request('chat.title.update', {
		chatId,
		title: 'Ships',
		baseVersion: anas.chats.get(chatId)?.titleVersion ?? 0,
		mutationId: newId()
	});
	expect(baseVersion).toBeGreaterThan(0);
	await expect.poll(() => titles.at(-1)).toBe('Ships');
	await anas.drafts.update(chatId, 'Unsent');
	expect(await drafted).toMatchObject({ chatId, version: 1 });
	await anas.typing(chatId);
});

test('a message that is answered twice is answered once, by each who answers', async () => {
	const [anas, bens] = [open(ana), open(ben)];
	await Promise.all([anas.sync(), bens.sync()]);
	const chatId = await groupOf(anas, [ben]);
	const question = await anas.send(chatId, 'Who is there?');
	const first = await bens.answer(question, 'Ben');
	expect(await bens.answer(question, 'Ben')).toEqual(first);
	expect(await bens.answer(question, 'In other words')).toBeNull();
	expect((await bens.answer(question, 'Ben, again', { nth: 1 }))?.seq).toBe(4);
	expect((await anas.answer(question, 'Ana'))?.seq).toBe(5);
});

test('closing without a connection says what was not sent', async () => {
	const anas = open(ana);
	const chatId = await groupOf(anas, [ben]);
	const gone = new Promise((resolve) => anas.on('disconnected', resolve));
	await server.stop();
	await gone;
	const sending = anas.send(chatId, 'Later', { id: newId() });
	const refused = expect(sending).rejects.toMatchObject({ code: 'closed' });
	const unsent = await anas.close({ signal: AbortSignal.abort() });
	expect(unsent.map(({ content }) => plain(content))).toEqual(['Later']);
	await refused;
	server = await startServer();
});
