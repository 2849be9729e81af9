import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('stories 11 and 27: a draft that replies survives restarts and its parent’s deletion, and goes when it is deleted', async () => {
	const ana = await server.person('ana');
	let client = await connect(server, ana);
	const chatId = newId();
	const parent = newId();
	await client.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	await client.get('message.send', { id: parent, chatId, content: text('Long ago') });
	for (let n = 0; n < 200; n++) {
		await client.get('message.send', { id: newId(), chatId, content: text(`Since then ${n}`) });
	}
	const wanted = { chatId, content: text('To that'), replyTo: parent, baseVersion: 0, mutationId: newId() };
	const draft = await client.get('draft.update', wanted);
	const stored = async () => {
		const { drafts } = await client.get('sync.initial', { cursor: null });
		return drafts.filter((each) => !each.deleted);
	};
	await server.restart();
	client = await connect(server, ana);
	expect(await stored()).toEqual([draft]);
	await client.get('message.delete', { id: parent });
	expect(await stored()).toEqual([draft]);
	await client.get('draft.delete', { chatId, baseVersion: draft.version, mutationId: newId() });
	expect(await stored()).toEqual([]);
});
