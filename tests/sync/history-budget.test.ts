import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitHistory } from '../../src/lib/client/intents/limit-history.ts';
import { markRead } from '../../src/lib/client/intents/mark-read.ts';
import { noteShown } from '../../src/lib/client/intents/note-shown.ts';
import { openChat } from '../../src/lib/client/intents/open-chat.ts';
import { requestOlder } from '../../src/lib/client/intents/request-older.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { slowContent } from './support/slow-content.ts';
import { sent, twoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

/** Scrolls back to the first message. */
async function readBack(mirror: Mirror, chatId: string) {
	for (;;) {
		const { messages, missingBefore } = await readWindow(mirror, chatId, 300);
		if (missingBefore === null) return messages.map((message) => message.seq);
		await requestOlder(mirror, { chatId, beforeSeq: missingBefore });
		await until(
			() => readWindow(mirror, chatId, 300),
			(window) => window.messages.length > messages.length
		);
	}
}

test('who chooses a smaller budget keeps what a tab shows, and scrolling back brings the rest again', async () => {
	const { ben, desk, chatId, close } = await twoPeople(server);
	const bens = await connect(server, ben);
	for (let n = 2; n <= 250; n++)
		await bens.get('message.send', { id: newId(), chatId, content: text(`Message ${n}`) });
	bens.close();
	const tab = await desk.openTab();
	await openChat(tab, chatId);
	await noteShown(tab, chatId, 60);
	await until(
		() => tab.chats.get(chatId),
		(chat) => chat?.contentCursor !== undefined
	);
	// What is unread would stay.
	await markRead(tab, { chatId, seq: 250 });
	const all = Array.from({ length: 250 }, (_, n) => n + 1);
	expect(await readBack(tab, chatId)).toEqual(all);

	await limitHistory(tab, 0);
	const { messages, missingBefore } = await until(
		() => readWindow(tab, chatId, 300),
		(window) => window.missingBefore === 71
	);
	// Those that the tab shows, and two pages more by which it may just grow.
	expect(messages.map(({ seq }) => seq)).toEqual(all.slice(-180));
	expect(missingBefore).toBe(71);

	await limitHistory(tab, 1_000_000);
	expect(await readBack(tab, chatId)).toEqual(all);
	await close();
});

test('what changed while the device was away is fetched before history gives way, and not after it', async () => {
	const { ana, ben, chatId, close } = await twoPeople(server);
	const desk = new Browser(server.url, ana, true, { connect: slowContent });
	const before = await desk.openTab();
	await openChat(before, chatId);
	await until(
		() => before.chats.get(chatId),
		(chat) => chat?.contentCursor !== undefined
	);
	await openChat(before, null);
	const bens = await connect(server, ben);
	const say = (n: number) => bens.get('message.send', { id: newId(), chatId, content: text(`Message ${n}`) });
	for (let n = 2; n <= 200; n++) await say(n);
	await sent(before, chatId, 200);
	await markRead(before, { chatId, seq: 200 });
	const all = await until(
		() => before.histories.get(chatId),
		(row) => row?.count === 200
	);
	const bytes = all?.bytes ?? 0;
	await limitHistory(before, bytes / 2);
	await desk.closeTab(before);
	await say(201);
	bens.close();

	const tab = await desk.openTab();
	await until(
		() => Promise.all([tab.histories.get(chatId), tab.chats.get(chatId)]),
		([row, chat]) =>
			chat?.lastSeq === 201 && !chat.contentStale && row !== undefined && row.bytes <= bytes / 2
	);
	await desk.close();
	await close();
});
