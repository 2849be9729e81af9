import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseNotifications } from '../../src/lib/client/intents/choose-notifications.ts';
import { markUnread, unmarkUnread } from '../../src/lib/client/intents/mark-unread.ts';
import { requestMentions } from '../../src/lib/client/intents/request-mentions.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { readNotificationChoices } from '../../src/lib/client/mirror/notification-choices.ts';
import type { ChatRow } from '../../src/lib/client/mirror/rows.ts';
import { readUnseen } from '../../src/lib/client/state/unseen.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { twoPeople, type TwoPeople } from './support/two-people.ts';
import { until } from './support/until.ts';

let server: TestServer;
let people: TwoPeople;

beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
	people = await twoPeople(server);
});
afterEach(() => people.close());

const chosen = (mirror: Mirror, level: string) =>
	until(
		() => readNotificationChoices(mirror),
		({ settings, waits }) => settings.level === level && !waits
	);

const chatOn = (mirror: Mirror, fits: (chat: ChatRow) => boolean) =>
	until(
		() => mirror.chats.get(people.chatId),
		(chat) => chat !== undefined && fits(chat)
	);

test('what one chooses offline holds here at once, and on the other devices when one is online again', async () => {
	const { desk, anasDesk, anasPhone } = people;
	desk.goOffline();
	const quietHours = { from: 60, until: 120 };
	await chooseNotifications(anasDesk, { level: 'mentions', quietHours });
	await chooseNotifications(anasDesk, { level: 'none', quietHours });
	expect(await readNotificationChoices(anasDesk)).toEqual({
		settings: { level: 'none', quietHours },
		waits: true
	});
	desk.goOnline();
	await chosen(anasDesk, 'none');
	expect((await chosen(anasPhone, 'none')).settings.quietHours).toEqual(quietHours);
});

test('news comes to the tab that leads, once, and not what was there at the first sync', async () => {
	const { desk, phone, anasDesk, bensDesk, chatId } = people;
	const second = await desk.openTab();
	await sendMessage(bensDesk, { chatId, content: text('Come'), replyTo: null });
	await chatOn(second, (chat) => chat.unread === 1);
	await chatOn(anasDesk, (chat) => chat.unread === 1);
	expect(desk.news.map((news) => news.chatId)).toEqual([chatId]);
	phone.goOffline();
	await sendMessage(bensDesk, { chatId, content: text('Anybody there?'), replyTo: null });
	await chatOn(anasDesk, (chat) => chat.unread === 2);
	const heard = phone.news.length;
	phone.goOnline();
	await chatOn(people.anasPhone, (chat) => chat.unread === 2);
	expect(phone.news.slice(heard)).toEqual([{ chatId, afterSeq: expect.any(Number) as number }]);
});

test('a chat that is marked as unread offline is so on the other devices, and read again', async () => {
	const { desk, anasDesk, anasPhone, chatId } = people;
	desk.goOffline();
	await markUnread(anasDesk, chatId, 1);
	desk.goOnline();
	await chatOn(anasPhone, (chat) => chat.unreadFrom === 1);
	await unmarkUnread(anasPhone, chatId);
	await chatOn(anasDesk, (chat) => chat.unreadFrom === null);
	expect((await anasDesk.chats.get(chatId))?.readSeq).toBe((await anasPhone.chats.get(chatId))?.readSeq);
});

test('mentions that the device does not hold come when they are asked for', async () => {
	const { anasDesk, ana, ben, chatId } = people;
	const bens = await connect(server, ben);
	const mention = { type: 'mention', attrs: { id: ana.user.id, label: 'Ana' } };
	const id = newId();
	const content = { type: 'doc', content: [{ type: 'paragraph', content: [mention] }] };
	await bens.get('message.send', { id, chatId, content });
	await chatOn(anasDesk, (chat) => chat.mentions === 1);
	await anasDesk.messages.delete(id);
	await requestMentions(anasDesk, null);
	await until(
		() => anasDesk.requests.get('mentions'),
		(row) => row?.state === 'done'
	);
	expect(await anasDesk.messages.where('mentions').equals(ana.user.id).primaryKeys()).toEqual([id]);
});

test('of what a pull brought without its messages the last one is known', async () => {
	const { phone, anasPhone, bensDesk, ben, ana } = people;
	phone.goOffline();
	const bens = await connect(server, ben);
	const chatId = newId();
	await bens.get('chat.create', { id: chatId, kind: 'group', memberIds: [ana.user.id], title: 'New' });
	for (const words of ['One', 'Two']) {
		await bens.get('message.send', { id: newId(), chatId, content: text(words) });
	}
	phone.goOnline();
	await until(
		() => anasPhone.chats.get(chatId),
		(chat) => chat?.unread === 2
	);
	await anasPhone.messages.where('[chatId+seq]').between([chatId, 0], [chatId, 9]).delete();
	expect(phone.news.at(-1)).toEqual({ chatId, afterSeq: 0 });
	expect(await readUnseen(anasPhone, { chatId, afterSeq: 0 })).toMatchObject({
		messages: [{ content: text('Two') }],
		count: 2,
		mentioned: false
	});
	expect(await readUnseen(bensDesk, { chatId, afterSeq: 0 })).toBeNull();
});
