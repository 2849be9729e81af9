import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { readFact } from '../../src/lib/client/mirror/facts.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { listeningNetwork } from './support/listening-network.ts';
import { drained, online, twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

let server: TestServer;
let people: TwoPeople;

beforeAll(async () => {
	server = await startServer();
	people = await twoPeople(server);
});
afterAll(async () => {
	await people.close();
	await server.stop();
});

const numbers = Array.from({ length: 20 }, (_, index) => index);

const type = (mirror: Mirror, chatId: string, words: string) =>
	saveDraft(mirror, { chatId, content: text(words), replyTo: null, holdMs: 0 });

/** This device has exactly these texts, and nothing of its own that the server lacks. */
const shows = (mirror: Mirror, chatIds: string[], words: string[]) =>
	until(
		() => mirror.drafts.bulkGet(chatIds),
		(rows) =>
			rows.every(
				(row, index) =>
					row?.unsynced === false && JSON.stringify(row.content) === JSON.stringify(text(words[index] ?? ''))
			)
	);

test('20 drafts of a device that was away meet 10 of another: each text is the draft or in the history, in one frame', async () => {
	const { ana, asked, desk, anasDesk } = people;
	const network = listeningNetwork();
	const phone = new Browser(server.url, ana, true, network);
	const anasPhone = await phone.openTab();
	await online(anasPhone);
	const chatIds: string[] = [];
	for (const n of numbers) {
		const { chatId } = await createChat(anasDesk, { kind: 'group', memberIds: [], title: `Chat ${n}` });
		await type(anasDesk, chatId, `Begun ${n}`);
		chatIds.push(chatId);
	}
	await shows(
		anasPhone,
		chatIds,
		numbers.map((n) => `Begun ${n}`)
	);
	await drained(anasDesk);

	desk.goOffline();
	await until(
		() => readFact(anasDesk, 'connection'),
		(state) => state === 'offline'
	);
	for (const [n, chatId] of chatIds.entries()) await type(anasDesk, chatId, `Desk’s own words for ${n}`);
	for (const [n, chatId] of chatIds.slice(0, 10).entries())
		await type(anasPhone, chatId, `Phone’s other words for ${n}`);
	await drained(anasPhone);

	asked.length = network.asked.length = 0;
	desk.goOnline();
	await drained(anasDesk);
	const final = numbers.map((n) => (n < 10 ? `Phone’s other words for ${n}` : `Desk’s own words for ${n}`));
	await Promise.all([anasDesk, anasPhone].map((mirror) => shows(mirror, chatIds, final)));
	await online(anasDesk);

	// All 20 go at once; a text that lost is not sent again, and the other device has nothing to say to any of it.
	const saves = (events: string[]) => events.filter((event) => /^(draft\.|sync\.offline)/.test(event));
	expect(saves(asked)).toEqual(['sync.offline']);
	expect(saves(network.asked)).toEqual([]);

	const client = await connect(server, ana);
	for (const [n, chatId] of chatIds.slice(0, 10).entries()) {
		const earlier = await client.get('draft.history.get', { chatId });
		expect(earlier.map(({ content }) => content)).toContainEqual(text(`Desk’s own words for ${n}`));
	}
	client.close();
	await phone.close();
});
