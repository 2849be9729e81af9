import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { apply } from '../../src/lib/client/mirror/apply.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Desk } from '../sync/support/desk.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('story 31: a message whose acknowledgement was lost, twice, and the tab with it, arrived once', async () => {
	const ana = await server.person('ana');
	const client = await connect(server, ana);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	const desk = new Desk(ana.user.id, client);
	await desk.hear();
	await sendMessage(desk.mirror, { chatId, content: text('Once'), replyTo: null });
	await desk.step('answer lost');
	desk.crash();
	await desk.step('answer lost');
	desk.crash();
	await desk.drain();
	expect(await client.get('chat.messages.get', { chatId, limit: 10 })).toHaveLength(1);
	expect((await readWindow(desk.mirror, chatId, 10)).messages).toMatchObject([{ state: 'sent', seq: 1 }]);
});

test('story 32: the history arrives before the acknowledgement; the message shows once', async () => {
	const bea = await server.person('bea');
	const client = await connect(server, bea);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	const desk = new Desk(bea.user.id, client);
	await desk.hear();
	await sendMessage(desk.mirror, { chatId, content: text('Once'), replyTo: null });
	await desk.step('answer lost');
	// What a pull or a push brings meanwhile.
	await apply(desk.mirror, { messages: await client.get('chat.messages.get', { chatId, limit: 10 }) });
	expect((await readWindow(desk.mirror, chatId, 10)).messages).toMatchObject([{ state: 'sent' }]);
	await desk.drain();
	expect((await readWindow(desk.mirror, chatId, 10)).messages).toHaveLength(1);
	expect(await desk.mirror.outbox.count()).toBe(0);
});
