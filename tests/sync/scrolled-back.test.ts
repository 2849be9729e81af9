import 'fake-indexeddb/auto';
import { liveQuery } from 'dexie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChat } from '../../src/lib/client/intents/open-chat.ts';
import { requestOlder } from '../../src/lib/client/intents/request-older.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { slowContent } from './support/slow-content.ts';
import { twoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('who scrolls back on a new device before the chat is up to date never sees fewer messages than before', async () => {
	const { ana, ben, chatId, close } = await twoPeople(server);
	const bens = await connect(server, ben);
	for (let n = 2; n <= 150; n++)
		await bens.get('message.send', { id: newId(), chatId, content: text(`Message ${n}`) });
	bens.close();
	const tablet = new Browser(server.url, ana, true, { connect: slowContent });
	const tab = await tablet.openTab();
	const sizes: number[] = [];
	const following = liveQuery(() => readWindow(tab, chatId, 1000)).subscribe(({ messages }) => {
		sizes.push(messages.length);
	});

	const { missingBefore } = await until(
		() => readWindow(tab, chatId, 1000),
		({ messages }) => messages.length > 1
	);
	await openChat(tab, chatId);
	await requestOlder(tab, { chatId, beforeSeq: missingBefore ?? 0 });
	await until(
		() => Promise.all([readWindow(tab, chatId, 1000), tab.chats.get(chatId)]),
		([{ messages }, chat]) => messages.length > 60 && chat?.contentCursor !== undefined && !chat.contentStale
	);
	following.unsubscribe();
	expect(sizes).toEqual([...sizes].sort((one, other) => one - other));
	await tablet.close();
	await close();
});
