import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cancelMessage } from '../../src/lib/client/intents/cancel-message.ts';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { letDraftGo } from '../../src/lib/client/intents/let-draft-go.ts';
import { openChat } from '../../src/lib/client/intents/open-chat.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { takeOverDraft } from '../../src/lib/client/intents/take-over-draft.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';
import { Desk, type Fate } from './support/desk.ts';

let server: TestServer;
let ana: Person;
let client: TestClient;

beforeAll(async () => {
	server = await startServer();
	ana = await server.person('ana');
	client = await connect(server, ana);
});

afterAll(() => server.stop());

async function deskWithChat() {
	const desk = new Desk(ana.user.id, client);
	const { chatId } = await createChat(desk.mirror, { kind: 'group', memberIds: [], title: 'Boats' });
	await sendMessage(desk.mirror, { chatId, content: text('Ahoy'), replyTo: null });
	await desk.drain();
	return { desk, chatId };
}

const words = { content: text('what I meant to say'), replyTo: null };

async function draftsOf(desk: Desk, chatId: string) {
	const { drafts } = await client.get('sync.initial', { cursor: null, limit: 100 });
	const there = drafts.find((draft) => draft.chatId === chatId)?.content ?? null;
	const row = await desk.mirror.drafts.get(chatId);
	return { here: row?.content ?? null, there, unsynced: row?.unsynced ?? false };
}

const earlierTexts = async (desk: Desk) =>
	(await desk.mirror.draftHistory.toArray()).map((entry) => entry.content);

test('a draft that is emptied before the server heard of it is kept in the history', async () => {
	const { desk, chatId } = await deskWithChat();
	await saveDraft(desk.mirror, { chatId, ...words, holdMs: 0 });
	await saveDraft(desk.mirror, { chatId, content: null, replyTo: null, holdMs: 0 });
	await desk.drain();
	expect(await earlierTexts(desk)).toEqual([words.content]);
});

test('a draft that is emptied and written anew before the server heard of either is kept in the history', async () => {
	const { desk, chatId } = await deskWithChat();
	await saveDraft(desk.mirror, { chatId, ...words, holdMs: 0 });
	await desk.drain();
	await saveDraft(desk.mirror, { chatId, content: null, replyTo: null, holdMs: 0 });
	await saveDraft(desk.mirror, {
		chatId,
		content: text('something else entirely'),
		replyTo: null,
		holdMs: 0
	});
	await desk.drain();
	expect(await earlierTexts(desk)).toEqual([words.content]);
});

for (const fate of ['done', 'not sent', 'answer lost'] as Fate[]) {
	test(`a draft whose message was cancelled does not come back from the server (its save: ${fate})`, async () => {
		const { desk, chatId } = await deskWithChat();
		await saveDraft(desk.mirror, { chatId, ...words, holdMs: 0 });
		await desk.step(fate);
		const { messageId } = await sendMessage(desk.mirror, { chatId, ...words });
		expect(await cancelMessage(desk.mirror, messageId)).toBe(true);
		await desk.drain();
		await desk.hear();
		expect(await draftsOf(desk, chatId)).toEqual({ here: null, there: null, unsynced: false });
		expect(await earlierTexts(desk)).toEqual([words.content]);
	});
}

test('what was typed after a message stays when the message is cancelled', async () => {
	const { desk, chatId } = await deskWithChat();
	await saveDraft(desk.mirror, { chatId, ...words, holdMs: 0 });
	await desk.drain();
	const { messageId } = await sendMessage(desk.mirror, { chatId, ...words });
	await saveDraft(desk.mirror, { chatId, content: text('next'), replyTo: null, holdMs: 0 });
	await cancelMessage(desk.mirror, messageId);
	await desk.drain();
	expect(await draftsOf(desk, chatId)).toEqual({ here: text('next'), there: text('next'), unsynced: false });
});

test('words that another tab has saved, and that are no part of the message, go into the history', async () => {
	const { desk, chatId } = await deskWithChat();
	await saveDraft(desk.mirror, { chatId, ...words, holdMs: 0 });
	await sendMessage(desk.mirror, { chatId, content: text('Something else'), replyTo: null });
	await desk.drain();
	expect(await earlierTexts(desk)).toEqual([words.content]);
});

test('what is typed or sent in a chat that has just moved goes where the chat went', async () => {
	const friend = await server.person('friend');
	const memberIds = [friend.user.id];
	const [first, second] = [new Desk(ana.user.id, client), new Desk(ana.user.id, client)];
	const { chatId: there } = await createChat(first.mirror, { kind: 'direct', memberIds });
	await first.drain();
	const { chatId: here } = await createChat(second.mirror, { kind: 'direct', memberIds });
	await second.drain();
	expect(here).not.toBe(there);
	await saveDraft(second.mirror, { chatId: here, ...words, holdMs: 0 });
	await second.drain();
	expect(await draftsOf(second, there)).toEqual({
		here: words.content,
		there: words.content,
		unsynced: false
	});
	await sendMessage(second.mirror, { chatId: here, ...words });
	await second.drain();
	expect(await client.get('chat.messages.get', { chatId: there, limit: 10 })).toMatchObject([
		{ content: words.content }
	]);
});

test('a box that is left lets go of what it saved, but not of what another tab has sent since', async () => {
	const { desk, chatId } = await deskWithChat();
	const { mutationId } = await saveDraft(desk.mirror, { chatId, ...words, holdMs: 5_000 });
	expect(await desk.step()).toBe(false);
	await letDraftGo(desk.mirror, chatId, mutationId);
	await desk.drain();
	expect((await draftsOf(desk, chatId)).there).toEqual(words.content);

	const later = await saveDraft(desk.mirror, { chatId, content: text('more'), replyTo: null, holdMs: 5_000 });
	await sendMessage(desk.mirror, { chatId, content: text('more'), replyTo: null });
	await letDraftGo(desk.mirror, chatId, later.mutationId);
	await desk.drain();
	expect(await draftsOf(desk, chatId)).toEqual({ here: null, there: null, unsynced: false });
});

/** At the desk stands “mine too”, typed on over “what I meant to say” from the phone, which was set aside; the server has not heard of it. */
async function typedOnOverThePhones() {
	const { desk, chatId } = await deskWithChat();
	const phone = new Desk(ana.user.id, await connect(server, ana));
	await phone.hear();
	await saveDraft(phone.mirror, { chatId, ...words, holdMs: 0 });
	await phone.drain();
	await openChat(desk.mirror, chatId);
	await saveDraft(desk.mirror, { chatId, content: text('mine'), replyTo: null, holdMs: 0 });
	await desk.drain();
	await saveDraft(desk.mirror, { chatId, content: text('mine too'), replyTo: null, holdMs: 0 });
	const sendOnPhone = async () => {
		await sendMessage(phone.mirror, { chatId, ...words });
		await phone.drain();
	};
	return { desk, chatId, sendOnPhone };
}

test('a text of another device that one takes over while typing does not come back when it was sent over there', async () => {
	const { desk, chatId, sendOnPhone } = await typedOnOverThePhones();
	await takeOverDraft(desk.mirror, chatId);
	await sendOnPhone();
	await desk.drain();
	await desk.hear();
	expect(await draftsOf(desk, chatId)).toEqual({ here: null, there: null, unsynced: false });
	expect(await earlierTexts(desk)).toContainEqual(text('mine too'));
});

for (const fate of ['done', 'answer lost'] as Fate[]) {
	test(`a text of another device is not taken over once the own one has left, and does not come back (its save: ${fate})`, async () => {
		const { desk, chatId, sendOnPhone } = await typedOnOverThePhones();
		await desk.step(fate);
		await sendOnPhone();
		await takeOverDraft(desk.mirror, chatId);
		await desk.drain();
		await desk.hear();
		const mine = text('mine too');
		expect(await draftsOf(desk, chatId)).toEqual({ here: mine, there: mine, unsynced: false });
		expect(await earlierTexts(desk)).toContainEqual(words.content);
	});
}
