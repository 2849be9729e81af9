import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { readFact } from '../../src/lib/client/mirror/facts.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import type { ConnectionState } from '../../src/lib/client/mirror/rows.ts';
import { signIn } from '../../src/lib/server/auth/sign-in.ts';
import { signOut } from '../../src/lib/server/auth/sign-out.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { until } from './support/until.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let browser: Browser;
let tab: Mirror;
let turn = 0;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

beforeEach(async () => {
	turn += 1;
	ana = await server.person(`ana${turn}`);
	ben = await server.person(`ben${turn}`);
	browser = new Browser(server.url, ana);
	tab = await browser.openTab();
	await reaches(tab, 'online');
});

afterEach(() => browser.close());

const reaches = (mirror: Mirror, wanted: ConnectionState) =>
	until(
		() => readFact(mirror, 'connection'),
		(state) => state === wanted
	);

const emptyOutbox = (mirror: Mirror) =>
	until(
		() => mirror.outbox.count(),
		(count) => count === 0
	);

/** Signs in again, as the person does at the door. */
async function again(): Promise<Person> {
	const visitor = { deviceId: null, userAgent: 'test', address: '127.0.0.1' };
	const wish = { username: ana.user.username, password: 'correct horse battery' };
	const { cookies } = await signIn(server.app.auth, wish, visitor);
	const [session] = cookies;
	if (!session) throw new Error('Signing in set no cookie.');
	return { user: ana.user, cookie: `${session.name}=${session.value}`, sessionId: session.value };
}

describe('a session', () => {
	test('10: that ends keeps what was typed and sent, and a new sign-in sends it', async () => {
		const { chatId } = await createChat(tab, { kind: 'group', memberIds: [], title: 'Boats' });
		await emptyOutbox(tab);
		await signOut(server.app.auth, ana.sessionId);
		await reaches(tab, 'signed-out');
		await sendMessage(tab, { chatId, content: text('sent'), replyTo: null });
		await saveDraft(tab, { chatId, content: text('typed'), replyTo: null, holdMs: 0 });

		browser.cookieOf = await again();
		const reopened = await browser.openTab();
		await emptyOutbox(reopened);
		await reaches(reopened, 'online');
		const client = await connect(server, browser.cookieOf);
		const messages = await client.get('chat.messages.get', { chatId, limit: 10 });
		expect(messages.map((message) => message.content)).toEqual([text('sent')]);
		const { drafts } = await client.get('sync.initial', { cursor: null });
		expect(drafts.map((draft) => draft.content)).toEqual([text('typed')]);
		client.close();
	});

	test('of somebody else on the same browser neither gets nor sends anything of this person', async () => {
		browser.goOffline();
		await reaches(tab, 'offline');
		const { chatId } = await createChat(tab, { kind: 'self', memberIds: [] });
		await sendMessage(tab, { chatId, content: text('a secret'), replyTo: null });
		browser.cookieOf = ben;
		browser.goOnline();
		await reaches(tab, 'signed-out');
		expect(browser.others).toEqual([ben.user.username]);
		expect(await tab.outbox.count()).toBe(2);
		const client = await connect(server, ben);
		expect((await client.get('sync.initial', { cursor: null })).chats).toEqual([]);
		client.close();
	});

	test('that ends for two tabs leaves both at rest', async () => {
		const second = await browser.openTab();
		await signOut(server.app.auth, ana.sessionId);
		await reaches(tab, 'signed-out');
		await reaches(second, 'signed-out');
		await browser.closeTab(tab);
		await browser.closeTab(second);
	});
});
