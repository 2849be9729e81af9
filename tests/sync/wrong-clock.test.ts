import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { drained, online, sent, twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

const day = 24 * 60 * 60 * 1000;

let server: TestServer;
let people: TwoPeople;

beforeAll(async () => {
	// The server keeps its own time; the clock that is set is the devices'.
	const began = performance.timeOrigin;
	server = await startServer({}, () => Math.round(began + performance.now()));
});
afterAll(() => server.stop());
beforeEach(async () => {
	people = await twoPeople(server);
});
afterEach(async () => {
	vi.restoreAllMocks();
	await people.close();
});

/** Sets the clock of the devices; it goes on from there, and all timers run as before. */
function setClock(by: number) {
	const now = Date.now.bind(Date);
	vi.spyOn(Date, 'now').mockImplementation(() => now() + by);
}

describe.each([
	['back', -day],
	['forward', day]
])('a clock that is set %s by a day', (_, by) => {
	test('in the middle of typing holds no draft back', async () => {
		const { anasDesk, anasPhone, chatId } = people;
		await saveDraft(anasDesk, { chatId, content: text('Half'), replyTo: null, holdMs: 700 });
		setClock(by);
		await drained(anasDesk);
		await until(
			() => anasPhone.drafts.get(chatId),
			(row) => JSON.stringify(row?.content) === JSON.stringify(text('Half'))
		);
	});

	test('changes neither the order of messages nor what is fetched after a reconnection', async () => {
		const { anasDesk, bensDesk, desk, chatId } = people;
		const say = (mirror: typeof anasDesk, words: string) =>
			sendMessage(mirror, { chatId, content: text(words), replyTo: null });
		await say(anasDesk, 'First');
		await sent(bensDesk, chatId, 2);
		desk.goOffline();
		setClock(by);
		await say(bensDesk, 'Second');
		await sent(bensDesk, chatId, 3);
		await say(anasDesk, 'Third');
		await saveDraft(anasDesk, { chatId, content: text('Fourth'), replyTo: null, holdMs: 700 });
		desk.goOnline();
		const { messages } = await sent(anasDesk, chatId, 4);
		expect(messages.map(({ content }) => content)).toEqual(
			['Ahoy', 'First', 'Second', 'Third'].map((words) => text(words))
		);
		await drained(anasDesk);
		await online(anasDesk);
		expect(await anasDesk.drafts.get(chatId)).toMatchObject({ content: text('Fourth'), unsynced: false });
	});
});
