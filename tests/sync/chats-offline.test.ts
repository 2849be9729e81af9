import 'fake-indexeddb/auto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelChange } from '../../src/lib/client/intents/cancel-change.ts';
import { changeMembers } from '../../src/lib/client/intents/change-members.ts';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { deleteChat } from '../../src/lib/client/intents/delete-chat.ts';
import { leaveChat } from '../../src/lib/client/intents/leave-chat.ts';
import { listMembers } from '../../src/lib/client/intents/list-members.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { setChatSettings } from '../../src/lib/client/intents/set-chat-settings.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import type { ChatRow, RequestRow } from '../../src/lib/client/mirror/rows.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { drained, online, sent, twoPeople, type TwoPeople } from './support/two-people.ts';
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

const chatOn = (mirror: Mirror, fits: (chat: ChatRow) => boolean, chatId = here.chatId) =>
	until(
		() => mirror.chats.get(chatId),
		(chat) => chat !== undefined && fits(chat)
	);

async function asked(mirror: Mirror, id: string): Promise<RequestRow | undefined> {
	return until(
		() => mirror.requests.get(id),
		(row) => row !== undefined && row.state !== 'waiting'
	);
}

async function backOnline() {
	here.desk.goOnline();
	await online(here.anasDesk);
	await drained(here.anasDesk);
}

describe('settings of a chat', () => {
	test('hold at once without a network, and on the other device after it', async () => {
		const { anasDesk, anasPhone, desk, chatId } = here;
		desk.goOffline();
		await setChatSettings(anasDesk, chatId, { pinned: true });
		await setChatSettings(anasDesk, chatId, { mutedUntil: 5_000_000_000_000 });
		expect(await anasDesk.chats.get(chatId)).toMatchObject({ pinned: true, rank: 1 });
		expect(await anasDesk.outbox.count()).toBe(1);
		await backOnline();
		await chatOn(anasPhone, (chat) => chat.pinned && chat.mutedUntil === 5_000_000_000_000);
		expect(await anasDesk.chats.get(chatId)).not.toHaveProperty('wantedSettings');
	});

	test('that are chosen while others are on their way are not undone by their answer', async () => {
		const { anasDesk, anasPhone, chatId } = here;
		await setChatSettings(anasDesk, chatId, { pinned: true });
		await setChatSettings(anasDesk, chatId, { pinned: false });
		await setChatSettings(anasDesk, chatId, { archived: true });
		await drained(anasDesk);
		await chatOn(anasPhone, (chat) => chat.archived && !chat.pinned);
		expect(await anasDesk.chats.get(chatId)).toMatchObject({ archived: true, pinned: false, rank: 0 });
	});
});

describe('leaving', () => {
	test('without a network takes the chat off the list, and can be taken back', async () => {
		const { bensDesk, bens, chatId } = here;
		bens.goOffline();
		await leaveChat(bensDesk, chatId);
		expect(await bensDesk.chats.get(chatId)).toMatchObject({ rank: -1 });
		expect(await cancelChange(bensDesk, `leave:${chatId}`)).toBe(true);
		expect(await bensDesk.chats.get(chatId)).toMatchObject({ rank: 0, removed: false });
		expect(await bensDesk.outbox.count()).toBe(0);
	});

	test('lets go first what was written before', async () => {
		const { anasDesk, bensDesk, bens, chatId } = here;
		bens.goOffline();
		await sendMessage(bensDesk, { chatId, content: text('Goodbye'), replyTo: null });
		await leaveChat(bensDesk, chatId);
		bens.goOnline();
		await chatOn(bensDesk, (chat) => chat.removed);
		await sent(anasDesk, chatId, 2);
		await chatOn(anasDesk, (chat) => chat.memberCount === 1);
		expect(await bensDesk.messages.count()).toBe(0);
	});

	test('as the last owner is refused with the reason, and the chat is back', async () => {
		const { anasDesk, chatId } = here;
		await leaveChat(anasDesk, chatId);
		await drained(anasDesk);
		await chatOn(anasDesk, (chat) => chat.rank === 0 && chat.going === undefined);
		const [row] = await anasDesk.outbox.toArray();
		expect(row).toMatchObject({ key: `leave:${chatId}`, state: 'refused' });
		expect(row?.error?.message).toContain('Hand the group over');
	});
});

describe('who is removed', () => {
	test('loses what was said from this device, and keeps what was written for it', async () => {
		const { anasDesk, bensDesk, ben, chatId } = here;
		await saveDraft(bensDesk, { chatId, content: text('Not sent'), replyTo: null, holdMs: 0 });
		await drained(bensDesk);
		const payload = { chatId, userId: ben.user.id };
		const id = await changeMembers(anasDesk, { event: 'chat.members.remove', payload });
		expect(await asked(anasDesk, id)).toMatchObject({ state: 'done' });
		const chat = await chatOn(bensDesk, (row) => row.removed);
		expect(chat).toMatchObject({ rank: -1, title: 'Boats', lastMessage: null });
		expect((await readWindow(bensDesk, chatId, 50)).messages).toEqual([]);
		expect((await bensDesk.drafts.get(chatId))?.content).toEqual(text('Not sent'));
	});

	test('and added again has the whole chat', async () => {
		const { anasDesk, bensDesk, ben, chatId } = here;
		const userId = ben.user.id;
		await changeMembers(anasDesk, { event: 'chat.members.remove', payload: { chatId, userId } });
		await chatOn(bensDesk, (row) => row.removed);
		await sendMessage(anasDesk, { chatId, content: text('Meanwhile'), replyTo: null });
		await drained(anasDesk);
		await changeMembers(anasDesk, { event: 'chat.members.add', payload: { chatId, userIds: [userId] } });
		await chatOn(bensDesk, (row) => !row.removed && row.rank === 0);
		await bensDesk.chats.update(chatId, { contentStale: 1 });
		await sent(bensDesk, chatId, 2);
	});
});

test('a deleted direct chat comes back with the next message alone', async () => {
	const { anasDesk, anasPhone, bensDesk, ben } = here;
	const { chatId } = await createChat(anasDesk, { kind: 'direct', memberIds: [ben.user.id] });
	await sendMessage(anasDesk, { chatId, content: text('One'), replyTo: null });
	await sent(anasPhone, chatId, 1);
	await sent(bensDesk, chatId, 1);
	await deleteChat(anasDesk, chatId);
	await Promise.all([anasDesk, anasPhone].map((mirror) => chatOn(mirror, (chat) => chat.removed, chatId)));
	expect(await anasPhone.messages.where({ id: chatId }).count()).toBe(0);
	await sendMessage(bensDesk, { chatId, content: text('Two'), replyTo: null });
	for (const mirror of [anasDesk, anasPhone]) {
		await chatOn(mirror, (chat) => !chat.removed && chat.lastMessage?.seq === 2, chatId);
		const window = await until(
			() => readWindow(mirror, chatId, 50),
			({ messages }) => messages.length > 0
		);
		expect(window.messages.map((row) => row.seq)).toEqual([2]);
		expect(window).toMatchObject({ reachesStart: true, missingBefore: null });
	}
});

test('members are listed by the server, and changes of them fail at once without it', async () => {
	const { anasDesk, desk, ben, chatId } = here;
	await listMembers(anasDesk, chatId, '');
	const list = await asked(anasDesk, `members:${anasDesk.tab}`);
	expect(list).toMatchObject({ total: 2, hasAfter: false, members: [{ role: 'owner' }, { role: 'member' }] });
	desk.goOffline();
	const payload = { chatId, userId: ben.user.id, role: 'admin' } as const;
	const id = await changeMembers(anasDesk, { event: 'chat.members.role', payload });
	expect(await asked(anasDesk, id)).toMatchObject({ state: 'failed' });
	await backOnline();
	expect(await anasDesk.requests.get(id)).toMatchObject({ state: 'failed' });
	expect((await anasDesk.chats.get(chatId))?.members.map((member) => member.role).sort()).toEqual([
		'member',
		'owner'
	]);
});
