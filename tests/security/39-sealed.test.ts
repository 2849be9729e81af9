import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let person: Person;
let ana: TestClient;

beforeEach(async () => {
	server = await startServer();
	person = await server.person('ana');
	ana = await connect(server, person);
});

afterEach(async () => {
	ana.close();
	await server.stop();
});

async function makeChat(...words: string[]): Promise<string> {
	const id = newId();
	await ana.get('chat.create', { id, kind: 'group', memberIds: [], title: 'Boats' });
	for (const each of words) await ana.get('message.send', { id: newId(), chatId: id, content: text(each) });
	return id;
}

const read = (chatId: string) => ana.ask('chat.messages.get', { chatId, limit: 10 });

/** As who can write the file would: nothing of what the server remembers is left afterwards. */
async function tamper(work: (sql: TestServer['app']['store']['db']['sql']) => Promise<unknown>) {
	ana.close();
	await server.app.store.write(async (tx) => void (await work(tx.sql)));
	await server.restart();
	ana = await connect(server, person);
}

const rowsOf = async (chatId: string) =>
	server.app.store.db.sql
		.selectFrom('messages')
		.selectAll()
		.where('chat_id', '=', chatId)
		.orderBy('seq')
		.execute();

test('39: no nonce is used twice, though the same is sealed again and again', async () => {
	const chatId = await makeChat(...Array.from({ length: 50 }, () => 'The same'));
	const nonces = (await rowsOf(chatId)).map(({ body_sealed }) =>
		Buffer.from(body_sealed ?? [])
			.subarray(0, 12)
			.toString('hex')
	);
	expect(new Set(nonces).size).toBe(50);
});

test('39: what was sealed for one row does not open in another', async () => {
	const chatId = await makeChat('The first', 'The second');
	const [first, second] = await rowsOf(chatId);
	if (!first || !second) throw new Error('There are two messages.');
	await tamper((sql) =>
		sql.updateTable('messages').set({ body_sealed: first.body_sealed }).where('id', '=', second.id).execute()
	);
	expect(await read(chatId)).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('39: a chat takes no key that was wrapped for another', async () => {
	const [chatId, other] = [await makeChat('Ours'), await makeChat('Theirs')];
	const keys = await server.app.store.db.sql.selectFrom('chat_keys').selectAll().execute();
	const wrapped = keys.find(({ chat_id }) => chat_id === other)?.wrapped;
	if (!wrapped) throw new Error('There is a key.');
	await tamper((sql) =>
		sql.updateTable('chat_keys').set({ wrapped }).where('chat_id', '=', chatId).execute()
	);
	// Not even to seal with, which asks nothing of what is there.
	const reply = await ana.ask('message.send', { id: newId(), chatId, content: text('By which key?') });
	expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('39: a message that is moved to another chat, with its key, does not open there', async () => {
	const [chatId, other] = [await makeChat(), await makeChat('Theirs')];
	const keys = await server.app.store.db.sql.selectFrom('chat_keys').selectAll().execute();
	const wrapped = keys.find(({ chat_id }) => chat_id === other)?.wrapped;
	if (!wrapped) throw new Error('There is a key.');
	await tamper(async (sql) => {
		await sql.updateTable('chat_keys').set({ wrapped }).where('chat_id', '=', chatId).execute();
		await sql.updateTable('messages').set({ chat_id: chatId }).where('chat_id', '=', other).execute();
	});
	expect(await read(chatId)).toMatchObject({ ok: false, error: { code: 'internal' } });
});

test('39: a key is replaced before it has sealed 2^32 times, and what it sealed opens on', async () => {
	const chatId = await makeChat('By the first key');
	await tamper((sql) =>
		sql
			.updateTable('chat_keys')
			.set({ seals: 2 ** 32 })
			.where('chat_id', '=', chatId)
			.execute()
	);
	await ana.get('message.send', { id: newId(), chatId, content: text('By the second') });
	const keys = server.app.store.db.sql.selectFrom('chat_keys').where('chat_id', '=', chatId);
	expect(await keys.select('generation').orderBy('generation').execute()).toEqual([
		{ generation: 1 },
		{ generation: 2 }
	]);
	expect(await read(chatId)).toMatchObject({
		ok: true,
		data: [{ content: text('By the first key') }, { content: text('By the second') }]
	});
});
