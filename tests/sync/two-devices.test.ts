import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { markRead } from '../../src/lib/client/intents/mark-read.ts';
import { openChat } from '../../src/lib/client/intents/open-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { searchPeople } from '../../src/lib/client/intents/search-people.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { requestOlder } from '../../src/lib/client/intents/request-older.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import { readFact } from '../../src/lib/client/mirror/facts.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { Browser } from './support/browser.ts';
import { until } from './support/until.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let browsers: Browser[];
let desk: Browser;
let anasDesk: Mirror;
let anasPhone: Mirror;
let bens: Mirror;
let turn = 0;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

/** Fresh people for each test, so that none leans on another. */
beforeEach(async () => {
	turn += 1;
	ana = await server.person(`ana${turn}`);
	ben = await server.person(`ben${turn}`);
	browsers = [ana, ana, ben].map((person) => new Browser(server.url, person));
	const [first, phone, other] = browsers as [Browser, Browser, Browser];
	desk = first;
	[anasDesk, anasPhone, bens] = await Promise.all([first.openTab(), phone.openTab(), other.openTab()]);
	await Promise.all([anasDesk, anasPhone, bens].map(online));
});

afterEach(async () => {
	await Promise.all(browsers.map((browser) => browser.close()));
});

const online = (mirror: Mirror) =>
	until(
		() => readFact(mirror, 'connection'),
		(state) => state === 'online'
	);

const sent = (mirror: Mirror, chatId: string, count: number) =>
	until(
		() => readWindow(mirror, chatId, 1000),
		({ messages }) => messages.filter((row) => row.state === 'sent').length === count
	);

const emptyOutbox = (mirror: Mirror) =>
	until(
		() => mirror.outbox.toArray(),
		(rows) => rows.length === 0
	);

const draftWith = (mirror: Mirror, chatId: string, words: string | null) =>
	until(
		() => mirror.drafts.get(chatId),
		(row) => (words === null ? row?.deleted === true : JSON.stringify(row?.content)?.includes(words) === true)
	);

async function talk(): Promise<string> {
	const { chatId } = await createChat(anasDesk, { kind: 'direct', memberIds: [ben.user.id] });
	await sendMessage(anasDesk, { chatId, content: text('Ahoy'), replyTo: null });
	await Promise.all([anasDesk, anasPhone, bens].map((mirror) => sent(mirror, chatId, 1)));
	return chatId;
}

test('a mistyped address on one tab’s screen holds nothing up', async () => {
	const phone = browsers[1] as Browser;
	await openChat(anasPhone, 'nonsense');
	phone.goOffline();
	const { chatId } = await createChat(anasDesk, { kind: 'direct', memberIds: [ben.user.id] });
	await sendMessage(anasDesk, { chatId, content: text('Ahoy'), replyTo: null });
	await sent(anasDesk, chatId, 1);
	phone.goOnline();
	await sent(anasPhone, chatId, 1);
});

describe('messages', () => {
	test('reach the other person and one’s own other device, once and in order', async () => {
		const chatId = await talk();
		for (let n = 2; n <= 20; n++) {
			await sendMessage(n % 2 ? anasDesk : bens, { chatId, content: text(`Message ${n}`), replyTo: null });
		}
		for (const mirror of [anasDesk, anasPhone, bens]) {
			const { messages, reachesStart } = await sent(mirror, chatId, 20);
			expect(messages.map((row) => row.seq)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
			expect(reachesStart).toBe(true);
		}
		await emptyOutbox(anasDesk);
		const chat = await bens.chats.get(chatId);
		expect(chat).toMatchObject({ lastSeq: 20, directWith: ana.user.id, draftOnly: false });
		const name = await until(
			() => bens.users.get(ana.user.id),
			(user) => user !== undefined
		);
		expect(name?.displayName).toBe(`Ana${turn}`);
	});

	test('that were written offline arrive once, in order, after the chat that was made offline', async () => {
		desk.goOffline();
		await until(
			() => readFact(anasDesk, 'connection'),
			(state) => state === 'offline'
		);
		const { chatId } = await createChat(anasDesk, {
			kind: 'group',
			memberIds: [ben.user.id],
			title: 'Boats'
		});
		for (const words of ['one', 'two', 'three']) {
			await sendMessage(anasDesk, { chatId, content: text(words), replyTo: null });
		}
		const before = await readWindow(anasDesk, chatId, 60);
		expect(before.messages.map((row) => row.state)).toEqual(['queued', 'queued', 'queued']);

		desk.goOnline();
		const { messages } = await sent(bens, chatId, 3);
		expect(messages.map((row) => row.content)).toEqual(['one', 'two', 'three'].map((words) => text(words)));
		await sent(anasDesk, chatId, 3);
		expect((await anasDesk.chats.get(chatId))?.local).toBeUndefined();
	});

	test('missed while away are there after the next connection', async () => {
		const chatId = await talk();
		await openChat(anasDesk, chatId);
		await until(
			() => anasDesk.chats.get(chatId),
			(chat) => chat?.contentCursor !== undefined
		);
		desk.goOffline();
		await until(
			() => readFact(anasDesk, 'connection'),
			(state) => state === 'offline'
		);
		for (let n = 2; n <= 80; n++) await sendMessage(bens, { chatId, content: text(`m${n}`), replyTo: null });
		await emptyOutbox(bens);
		desk.goOnline();
		const { messages } = await sent(anasDesk, chatId, 80);
		expect(messages.at(-1)?.seq).toBe(80);
		expect(await anasDesk.chats.get(chatId)).toMatchObject({ unread: 79, lastSeq: 80 });
	});

	test('that are read are read on the other device', async () => {
		const chatId = await talk();
		await until(
			() => bens.chats.get(chatId),
			(chat) => chat?.unread === 1
		);
		await markRead(bens, { chatId, seq: 1 });
		expect(await bens.chats.get(chatId)).toMatchObject({ unread: 0, readSeq: 1 });
		await until(
			() => anasPhone.chats.get(chatId),
			(chat) => chat?.members.find((member) => member.userId === ben.user.id)?.readSeq === 1
		);
		await emptyOutbox(bens);
	});
});

describe('a draft', () => {
	test('22: appears on the other device, and neither returns after it was sent', async () => {
		const chatId = await talk();
		await saveDraft(anasDesk, { chatId, content: text('Half a thought'), replyTo: null, holdMs: 0 });
		await draftWith(anasPhone, chatId, 'Half a thought');
		await sendMessage(anasDesk, { chatId, content: text('Half a thought'), replyTo: null });
		await sent(anasPhone, chatId, 2);
		await draftWith(anasPhone, chatId, null);
		for (const browser of browsers) browser.wake();
		await Promise.all([emptyOutbox(anasDesk), emptyOutbox(anasPhone)]);
		expect((await anasDesk.drafts.get(chatId))?.deleted).toBe(true);

		const reloaded = await (browsers[1] as Browser).openTab();
		expect((await reloaded.drafts.get(chatId))?.deleted).toBe(true);
	});

	test('typed right after a send is saved, though the server’s tombstone was not heard of', async () => {
		const chatId = await talk();
		for (const words of ['first', 'second', 'third']) {
			await saveDraft(anasDesk, { chatId, content: text(words), replyTo: null, holdMs: 0 });
			await sendMessage(anasDesk, { chatId, content: text(words), replyTo: null });
		}
		await saveDraft(anasDesk, { chatId, content: text('and more'), replyTo: null, holdMs: 0 });
		await emptyOutbox(anasDesk);
		expect(await anasDesk.drafts.get(chatId)).toMatchObject({ unsynced: false, content: text('and more') });
		await draftWith(anasPhone, chatId, 'and more');
		const client = await connect(server, ana);
		const { drafts } = await client.get('sync.initial', { cursor: null });
		expect(drafts.find((draft) => draft.chatId === chatId)?.content).toEqual(text('and more'));
		client.close();
	});

	test('16: of a device that was away loses against the newer one and becomes history', async () => {
		const chatId = await talk();
		await saveDraft(anasDesk, { chatId, content: text('start'), replyTo: null, holdMs: 0 });
		await draftWith(anasPhone, chatId, 'start');
		desk.goOffline();
		await saveDraft(anasDesk, { chatId, content: text('twenty words'), replyTo: null, holdMs: 0 });
		await saveDraft(anasPhone, { chatId, content: text('two thousand words'), replyTo: null, holdMs: 0 });
		await emptyOutbox(anasPhone);
		desk.goOnline();
		await draftWith(anasDesk, chatId, 'two thousand words');
		const history = await anasDesk.draftHistory.toArray();
		expect(history.map((entry) => entry.content)).toEqual([text('twenty words')]);
		expect((await anasPhone.drafts.get(chatId))?.content).toEqual(text('two thousand words'));
	});

	test('17: deleted by a device that lags behind is still the newer text', async () => {
		const chatId = await talk();
		await saveDraft(anasDesk, { chatId, content: text('start'), replyTo: null, holdMs: 0 });
		await draftWith(anasPhone, chatId, 'start');
		desk.goOffline();
		await saveDraft(anasDesk, { chatId, content: null, replyTo: null, holdMs: 0 });
		await saveDraft(anasPhone, { chatId, content: text('newer'), replyTo: null, holdMs: 0 });
		await emptyOutbox(anasPhone);
		desk.goOnline();
		await draftWith(anasDesk, chatId, 'newer');
		await emptyOutbox(anasDesk);
		expect((await anasPhone.drafts.get(chatId))?.content).toEqual(text('newer'));
	});

	test('that is emptied before anything was sent takes its chat off the lists, until there are new words', async () => {
		const { chatId } = await createChat(anasDesk, { kind: 'direct', memberIds: [ben.user.id] });
		const listed = (mirror: Mirror, wanted: boolean) =>
			until(
				() => mirror.chats.get(chatId),
				(chat) => chat !== undefined && chat.removed !== wanted
			);
		await saveDraft(anasDesk, { chatId, content: text('Half'), replyTo: null, holdMs: 0 });
		await draftWith(anasPhone, chatId, 'Half');
		await saveDraft(anasDesk, { chatId, content: null, replyTo: null, holdMs: 0 });
		await listed(anasPhone, false);
		const hidden = await listed(anasDesk, false);
		expect(hidden?.members).toHaveLength(2);

		const again = await createChat(anasDesk, { kind: 'direct', memberIds: [ben.user.id] });
		expect(again.chatId).toBe(chatId);
		await saveDraft(anasDesk, { chatId, content: text('Half again'), replyTo: null, holdMs: 0 });
		await Promise.all([listed(anasDesk, true), listed(anasPhone, true)]);
		await draftWith(anasPhone, chatId, 'Half again');
	});

	test('in an open box is not replaced: the other text waits beside it', async () => {
		const chatId = await talk();
		await openChat(anasDesk, chatId);
		desk.goOffline();
		const { mutationId } = await saveDraft(anasDesk, {
			chatId,
			content: text('mine'),
			replyTo: null,
			holdMs: 0
		});
		await saveDraft(anasPhone, { chatId, content: text('theirs'), replyTo: null, holdMs: 0 });
		await emptyOutbox(anasPhone);
		desk.goOnline();
		const row = await until(
			() => anasDesk.drafts.get(chatId),
			(draft) => draft?.rival !== undefined
		);
		expect(row).toMatchObject({ content: text('mine'), unsynced: true, rival: { content: text('theirs') } });
		await saveDraft(anasDesk, {
			chatId,
			content: text('mine, still'),
			replyTo: null,
			holdMs: 0,
			replaces: mutationId
		});
		await draftWith(anasPhone, chatId, 'mine, still');
		expect((await anasDesk.draftHistory.toArray()).map((entry) => entry.content)).toEqual([text('theirs')]);
	});
});

describe('what a tab asks for', () => {
	test('is answered: people who are found, and older messages', async () => {
		await searchPeople(anasDesk, `ben${turn}`);
		const search = await until(
			() => anasDesk.requests.get(`search:${anasDesk.tab}`),
			(row) => row?.state === 'done'
		);
		expect(search).toMatchObject({ userIds: [ben.user.id] });

		const chatId = await talk();
		desk.goOffline();
		for (let n = 2; n <= 120; n++) await sendMessage(bens, { chatId, content: text(`m${n}`), replyTo: null });
		await emptyOutbox(bens);
		desk.goOnline();
		const gap = await until(
			() => readWindow(anasDesk, chatId, 120),
			({ messages }) => messages[0]?.seq === 71 && messages.length === 50
		);
		expect(gap.missingBefore).not.toBeNull();
		await requestOlder(anasDesk, { chatId, beforeSeq: gap.missingBefore as number });
		const { messages } = await until(
			() => readWindow(anasDesk, chatId, 110),
			(window) => window.messages.length === 110
		);
		expect(messages[0]?.seq).toBe(11);
	});
});

describe('two tabs of one browser', () => {
	test('show the same; when the leading one closes, the other goes on', async () => {
		const chatId = await talk();
		const second = await desk.openTab();
		await sendMessage(second, { chatId, content: text('from the second tab'), replyTo: null });
		await sent(bens, chatId, 2);
		await desk.closeTab(anasDesk);
		await sendMessage(second, { chatId, content: text('and alone'), replyTo: null });
		const { messages } = await sent(bens, chatId, 3);
		expect(messages.at(-1)?.content).toEqual(text('and alone'));
		await sent(second, chatId, 3);
	});
});

describe('two people', () => {
	test('who open a chat with each other at once end up in one, with all that they wrote', async () => {
		const [first, second] = await Promise.all([
			createChat(anasDesk, { kind: 'direct', memberIds: [ben.user.id] }),
			createChat(bens, { kind: 'direct', memberIds: [ana.user.id] })
		]);
		await Promise.all([emptyOutbox(anasDesk), emptyOutbox(bens)]);
		await saveDraft(bens, { chatId: second.chatId, content: text('just typing'), replyTo: null, holdMs: 0 });
		await emptyOutbox(bens);
		await sendMessage(anasDesk, { chatId: first.chatId, content: text('Hello'), replyTo: null });
		await until(
			() => bens.chats.get(second.chatId),
			(chat) => chat?.movedTo === first.chatId
		);
		await draftWith(bens, first.chatId, 'just typing');
		await sent(bens, first.chatId, 1);
	});
});
