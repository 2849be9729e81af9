import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelChange } from '../../src/lib/client/intents/cancel-change.ts';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { deleteMessage } from '../../src/lib/client/intents/delete-message.ts';
import { editMessage } from '../../src/lib/client/intents/edit-message.ts';
import { renameChat } from '../../src/lib/client/intents/rename-chat.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { drained, online, twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

let server: TestServer;
let here: TwoPeople;

beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
	here = await twoPeople(server);
});
afterEach(() => here.close());

const shown = async (mirror: Mirror, chatId = here.chatId) =>
	(await readWindow(mirror, chatId, 1000)).messages.map((row) => row.content);

const shows = (mirror: Mirror, contents: unknown[]) =>
	until(
		() => shown(mirror),
		(now) => JSON.stringify(now) === JSON.stringify(contents)
	);

async function firstMessage(mirror: Mirror): Promise<string> {
	const [message] = (await readWindow(mirror, here.chatId, 100)).messages;
	return message?.id ?? '';
}

async function backOnline() {
	here.desk.goOnline();
	await online(here.anasDesk);
	await drained(here.anasDesk);
}

const titleOn = (mirror: Mirror, title: string) =>
	until(
		() => mirror.chats.get(here.chatId),
		(chat) => chat?.title === title && chat.wantedTitle === undefined
	);

describe('without a network', () => {
	test('an edit is on the screen at once, and with everybody after the reconnection', async () => {
		const { anasDesk, anasPhone, bensDesk, desk, chatId } = here;
		desk.goOffline();
		await editMessage(anasDesk, await firstMessage(anasDesk), text('Ahoy, Ben'));
		expect(await shown(anasDesk)).toEqual([text('Ahoy, Ben')]);
		expect((await anasDesk.chats.get(chatId))?.lastMessage?.content).toEqual(text('Ahoy, Ben'));
		await editMessage(anasDesk, await firstMessage(anasDesk), text('Ahoy, Ben!'));
		expect(await anasDesk.outbox.count()).toBe(1);
		await backOnline();
		await Promise.all([anasDesk, anasPhone, bensDesk].map((mirror) => shows(mirror, [text('Ahoy, Ben!')])));
		expect(await anasDesk.outbox.count()).toBe(0);
	});

	test('a deletion is on the screen at once, and with everybody after the reconnection', async () => {
		const { anasDesk, anasPhone, bensDesk, desk } = here;
		desk.goOffline();
		await deleteMessage(anasDesk, await firstMessage(anasDesk));
		expect(await shown(anasDesk)).toEqual([null]);
		await backOnline();
		await Promise.all([anasDesk, anasPhone, bensDesk].map((mirror) => shows(mirror, [null])));
	});

	test('an unsent message is edited in the queue, and leaves it when it is deleted', async () => {
		const { anasDesk, bensDesk, desk, chatId } = here;
		desk.goOffline();
		const words = { chatId, replyTo: null };
		const { messageId } = await sendMessage(anasDesk, { ...words, content: text('one') });
		const second = await sendMessage(anasDesk, { ...words, content: text('two') });
		await editMessage(anasDesk, messageId, text('first'));
		await deleteMessage(anasDesk, second.messageId);
		expect(await anasDesk.outbox.count()).toBe(1);
		await backOnline();
		await shows(bensDesk, [text('Ahoy'), text('first')]);
		const history = await anasDesk.draftHistory.toArray();
		expect(history.map((entry) => entry.content)).toEqual([text('two')]);
	});

	test('a message that left without an answer is edited behind it', async () => {
		const { anasDesk, bensDesk, desk, chatId } = here;
		desk.goOffline();
		const { messageId } = await sendMessage(anasDesk, { chatId, content: text('one'), replyTo: null });
		await anasDesk.outbox.where('key').equals(`send:${messageId}`).modify({ state: 'sent' });
		await editMessage(anasDesk, messageId, text('first'));
		expect(await anasDesk.outbox.count()).toBe(2);
		await backOnline();
		await shows(bensDesk, [text('Ahoy'), text('first')]);
	});

	test('a cancelled edit shows what everybody sees, and its text is kept', async () => {
		const { anasDesk, desk, chatId } = here;
		desk.goOffline();
		const messageId = await firstMessage(anasDesk);
		await editMessage(anasDesk, messageId, text('Ahoy, Ben'));
		expect(await cancelChange(anasDesk, `edit:${messageId}`)).toBe(true);
		expect(await shown(anasDesk)).toEqual([text('Ahoy')]);
		expect((await anasDesk.chats.get(chatId))?.lastMessage?.content).toEqual(text('Ahoy'));
		expect((await anasDesk.draftHistory.toArray()).map((entry) => entry.content)).toEqual([
			text('Ahoy, Ben')
		]);
	});

	test('a title is on the screen at once, and with everybody after the reconnection', async () => {
		const { anasDesk, bensDesk, desk, chatId } = here;
		desk.goOffline();
		await renameChat(anasDesk, chatId, 'Ships');
		await renameChat(anasDesk, chatId, ' Vessels ');
		expect((await anasDesk.chats.get(chatId))?.wantedTitle).toBe('Vessels');
		await backOnline();
		await Promise.all([anasDesk, bensDesk].map((mirror) => titleOn(mirror, 'Vessels')));
		expect((await bensDesk.chats.get(chatId))?.titleVersion).toBe(1);
	});

	test('a group that was made there is renamed before it leaves', async () => {
		const { anasDesk, anasPhone, desk, ben } = here;
		desk.goOffline();
		const { chatId } = await createChat(anasDesk, { kind: 'group', memberIds: [ben.user.id], title: 'A' });
		await renameChat(anasDesk, chatId, 'B');
		expect(await anasDesk.outbox.count()).toBe(1);
		await backOnline();
		await until(
			() => anasPhone.chats.get(chatId),
			(chat) => chat?.title === 'B'
		);
	});
});

describe('what is refused', () => {
	test('an edit of a message that was deleted meanwhile keeps its text and its reason', async () => {
		const { anasDesk, anasPhone, desk } = here;
		desk.goOffline();
		const messageId = await firstMessage(anasDesk);
		await editMessage(anasDesk, messageId, text('Ahoy, Ben'));
		await deleteMessage(anasPhone, messageId);
		await drained(anasPhone);
		await backOnline();
		await shows(anasDesk, [null]);
		const [row] = await anasDesk.outbox.toArray();
		expect(row).toMatchObject({
			state: 'refused',
			error: { code: 'conflict' },
			payload: { content: text('Ahoy, Ben') }
		});
	});

	test('a title upon an old one keeps the words, and the chat is called what the winner wrote', async () => {
		const { anasDesk, bensDesk, desk, chatId } = here;
		desk.goOffline();
		await renameChat(anasDesk, chatId, 'Ships');
		await renameChat(bensDesk, chatId, 'Rowing boats');
		await drained(bensDesk);
		await backOnline();
		await titleOn(anasDesk, 'Rowing boats');
		expect(await anasDesk.outbox.toArray()).toMatchObject([
			{ state: 'refused', error: { code: 'stale' }, payload: { title: 'Ships' } }
		]);
		await renameChat(anasDesk, chatId, 'Ships');
		await drained(anasDesk);
		await titleOn(bensDesk, 'Ships');
	});
});

test('after a reconnection what waits goes in one frame, and each message of a chat in its order', async () => {
	const { anasDesk, bensDesk, desk, chatId, asked } = here;
	desk.goOffline();
	const words = Array.from({ length: 120 }, (_, n) => `message ${n}`);
	for (const word of words) await sendMessage(anasDesk, { chatId, content: text(word), replyTo: null });
	asked.length = 0;
	await backOnline();
	await shows(bensDesk, [text('Ahoy'), ...words.map((word) => text(word))]);
	expect(asked.filter((event) => event === 'sync.offline')).toHaveLength(1);
	expect(asked).not.toContain('message.send');
});
