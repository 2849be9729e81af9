import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { markRead } from '../../src/lib/client/intents/mark-read.ts';
import { apply } from '../../src/lib/client/mirror/apply.ts';
import type { Message } from '../../src/lib/protocol/entities.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { Desk } from './support/desk.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let bens: TestClient;
let desk: Desk;
let chatId: string;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	bens = await connect(server, ben);
});

afterAll(() => server.stop());

beforeEach(async () => {
	desk = new Desk(ana.user.id, await connect(server, ana));
	chatId = newId();
	const memberIds = [ana.user.id];
	await bens.get('chat.create', { id: chatId, kind: 'group', memberIds, title: 'Boats' });
});

function write(): Promise<Message> {
	return bens.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
}

const counts = async () => {
	const { unread, mentions, readSeq } = (await desk.mirror.chats.get(chatId)) ?? {};
	return { unread, mentions, readSeq };
};

test('a message that came before the answer to the reading stays unread', async () => {
	const first = await write();
	await desk.hear();
	await apply(desk.mirror, { messages: [first] });
	await markRead(desk.mirror, { chatId, seq: 1 });
	const arrive = await desk.depart();
	await apply(desk.mirror, { messages: [await write()] });
	await arrive();
	expect(await counts()).toEqual({ unread: 1, mentions: 0, readSeq: 1 });
});
