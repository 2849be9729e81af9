import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { SwallowingProxy } from '../support/swallowing-proxy.ts';
import { Browser } from './support/browser.ts';
import { drained, online, sent, twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

/** Transport and heartbeat alone notice after 45 s at the earliest. */
const beforeTheHeartbeat = 30_000;
const patienceMs = 500;
/** How long the network swallows while both type; PARTITION_SECONDS=60 makes it the long run. */
const partitionMs = Number(process.env.PARTITION_SECONDS ?? 0) * 1_000;
const keyEveryMs = 200;

let server: TestServer;
let people: TwoPeople;
let proxy: SwallowingProxy;
let tablet: Browser;
/** Ana's third device, behind a network that may swallow. */
let anas: Mirror;

beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

beforeEach(async () => {
	people = await twoPeople(server);
	proxy = await SwallowingProxy.make(server.url);
	tablet = new Browser(proxy.url, people.ana, true, { patienceMs });
	anas = await tablet.openTab();
	await online(anas);
});
afterEach(async () => {
	await tablet.close();
	await people.close();
	await proxy.close();
});

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** A new connection was tried, while the old one was never closed. */
async function triedAnew(made: number) {
	while (proxy.made === made) await nextTurn();
}

const say = (mirror: Mirror, words: string) =>
	sendMessage(mirror, { chatId: people.chatId, content: text(words), replyTo: null });

test(
	'a connection that swallows what is sent is left for a new one, and everything arrives once',
	async () => {
		const { made } = proxy;
		proxy.swallow();
		for (let n = 2; n <= 10; n++) await say(anas, `Message ${n}`);
		await triedAnew(made);
		await triedAnew(made + 1);
		proxy.heal();
		const { messages } = await sent(people.bensDesk, people.chatId, 10);
		expect(messages.map(({ content }) => content)).toEqual(
			['Ahoy', ...Array.from({ length: 9 }, (_, index) => `Message ${index + 2}`)].map((words) => text(words))
		);
		await drained(anas);
		await sent(anas, people.chatId, 10);
	},
	beforeTheHeartbeat
);

test(
	'answers that are swallowed are asked for again, and nothing is done twice',
	async () => {
		proxy.swallow('down');
		await say(anas, 'Said once');
		await saveDraft(anas, { chatId: people.chatId, content: text('Half'), replyTo: null, holdMs: 0 });
		await sent(people.bensDesk, people.chatId, 2);
		proxy.heal();
		await drained(anas);
		const client = await connect(server, people.ben);
		const stored = await client.get('chat.messages.get', { chatId: people.chatId, limit: 10 });
		expect(stored.map(({ content }) => content)).toEqual([text('Ahoy'), text('Said once')]);
		client.close();
		await until(
			() => people.anasPhone.drafts.get(people.chatId),
			(row) => JSON.stringify(row?.content) === JSON.stringify(text('Half'))
		);
	},
	beforeTheHeartbeat
);

test(
	'looking at the page again finds out that the connection is dead',
	async () => {
		const { made } = proxy;
		proxy.swallow();
		tablet.wake();
		await triedAnew(made);
		proxy.heal();
		await say(people.bensDesk, 'While it was dead');
		await sent(anas, people.chatId, 2);
	},
	beforeTheHeartbeat
);

test(
	'two devices that type in the same chat while the network between them swallows lose no text',
	async () => {
		const { chatId } = people;
		const type = (mirror: Mirror, words: string) =>
			saveDraft(mirror, { chatId, content: text(words), replyTo: null, holdMs: 0 });
		await type(anas, 'Begun together');
		await until(
			() => people.anasPhone.drafts.get(chatId),
			(row) => row?.version === 1
		);
		const { made } = proxy;
		proxy.swallow();
		const saves = Math.max(20, partitionMs / keyEveryMs);
		const begun = performance.now();
		for (let n = 1; n <= saves; n++) {
			await type(anas, `Tablet ${n}`);
			await type(people.anasPhone, `Phone ${n}`);
			// At the pace of a person: what is typed is the time itself.
			while (performance.now() - begun < (n / saves) * partitionMs) await nextTurn();
		}
		await Promise.all([triedAnew(made), drained(people.anasPhone)]);
		proxy.heal();
		await drained(anas);
		await online(anas);

		const client = await connect(server, people.ana);
		const { drafts } = await client.get('sync.initial', { cursor: null });
		const earlier = await client.get('draft.history.get', { chatId });
		client.close();
		const texts = JSON.stringify([drafts, earlier]);
		expect(texts).toContain(`Tablet ${saves}`);
		expect(texts).toContain(`Phone ${saves}`);
	},
	beforeTheHeartbeat + partitionMs
);
