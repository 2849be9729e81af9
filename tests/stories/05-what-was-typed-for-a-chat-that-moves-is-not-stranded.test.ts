import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from '../sync/support/browser.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('story 5: words typed offline for a chat that another one took the place of are the draft of that one', async () => {
	const [ana, ben] = [await server.person('ana'), await server.person('ben')];
	const [anas, bens] = [new Browser(server.url, ana), new Browser(server.url, ben)];
	const [here, there] = [await anas.openTab(), await bens.openTab()];
	await until(
		() => here.facts.get('synced'),
		(fact) => fact?.value === true
	);
	anas.goOffline();
	const { chatId: own } = await createChat(here, { kind: 'direct', memberIds: [ben.user.id] });
	await saveDraft(here, { chatId: own, content: text('Written in the tunnel'), replyTo: null, holdMs: 0 });
	const { chatId: theirs } = await createChat(there, { kind: 'direct', memberIds: [ana.user.id] });
	await sendMessage(there, { chatId: theirs, content: text('Hello Ana'), replyTo: null });
	await until(
		() => there.outbox.count(),
		(count) => count === 0
	);

	anas.goOnline();
	const draft = await until(
		() => here.drafts.get(theirs),
		(row) => row !== undefined && !row.deleted && !row.unsynced
	);
	expect(draft?.content).toEqual(text('Written in the tunnel'));
	expect(await here.chats.get(own)).toMatchObject({ removed: true, movedTo: theirs });
	await Promise.all([anas.close(), bens.close()]);
});
