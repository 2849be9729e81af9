import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Data } from '$lib/protocol/contract.ts';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type Person, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let ana: Person;
let ben: Person;
let anas: TestClient;
let bens: TestClient;
let chatId: string;

beforeEach(async () => {
	server = await startServer();
	ana = await server.person('ana');
	ben = await server.person('ben');
	anas = await connect(server, ana);
	bens = await connect(server, ben);
	chatId = newId();
	await anas.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Boats' });
	await anas.get('message.send', { id: newId(), chatId, content: text('Ahoy') });
});

afterEach(() => server.stop());

const mention = (person: Person, words: string) => ({
	type: 'doc' as const,
	content: [
		{
			type: 'paragraph' as const,
			content: [
				{ type: 'mention' as const, attrs: { id: person.user.id, label: person.user.displayName } },
				{ type: 'text' as const, text: ` ${words}` }
			]
		}
	]
});

const mentioned = async (client: TestClient, before?: string) => {
	const reply = await client.ask('message.mention.list', { limit: 2, ...(before ? { before } : {}) });
	if (!reply.ok) throw new Error(reply.error.message);
	const page = reply.data as Data<'message.mention.list'>;
	return { ids: page.map(({ id }) => id), hasBefore: reply.meta?.hasBefore };
};

async function say(client: TestClient, content: ReturnType<typeof mention>): Promise<string> {
	const id = newId();
	await client.get('message.send', { id, chatId, content });
	return id;
}

test('a person’s choices hold on all their devices', async () => {
	const phone = await connect(server, ben);
	expect(await bens.get('notification.settings.get', {})).toEqual({ level: 'all', quietHours: null });
	const chosen = { level: 'mentions' as const, quietHours: { from: 22 * 60, until: 7 * 60 } };
	expect(await bens.get('notification.settings.update', chosen)).toEqual(chosen);
	expect(await phone.told('notification.settings.updated', () => true)).toEqual(chosen);
	expect(await phone.get('notification.settings.get', {})).toEqual(chosen);
	expect(await anas.get('notification.settings.get', {})).toEqual({ level: 'all', quietHours: null });
	await server.restart();
	bens = await connect(server, ben);
	expect(await bens.get('notification.settings.get', {})).toEqual(chosen);
});

test('quiet hours that no clock has are refused', async () => {
	const asked = bens.ask('notification.settings.update', {
		level: 'all',
		quietHours: { from: 1440, until: 0 }
	});
	expect(await asked).toMatchObject({ ok: false, error: { code: 'invalid_data' } });
});

test('what is chosen for one chat, and a mark of what is unread, is the person’s own', async () => {
	const settings = { chatId, notify: 'none' as const, unreadFrom: 1 };
	expect(await bens.get('chat.settings.update', settings)).toMatchObject({ notify: 'none', unreadFrom: 1 });
	const { chats } = await bens.get('sync.initial', { cursor: null });
	expect(chats[0]).toMatchObject({ notify: 'none', unreadFrom: 1, unread: 1 });
	const others = await anas.get('sync.initial', { cursor: null });
	expect(others.chats[0]).toMatchObject({ notify: null, unreadFrom: null });
	await bens.get('message.read', { chatId, seq: 1 });
	await bens.get('chat.settings.update', { chatId, unreadFrom: null, notify: null });
	const after = await bens.get('sync.initial', { cursor: null });
	expect(after.chats[0]).toMatchObject({ notify: null, unreadFrom: null, unread: 0 });
});

test('the list of mentions comes in pages, the newest first, and forgets what is gone', async () => {
	const first = await say(anas, mention(ben, 'one'));
	const second = await say(anas, mention(ben, 'two'));
	await say(bens, mention(ana, 'not Ben’s'));
	const third = await say(anas, mention(ben, 'three'));
	expect(await mentioned(bens)).toEqual({ ids: [third, second], hasBefore: true });
	expect(await mentioned(bens, second)).toEqual({ ids: [first], hasBefore: false });
	await anas.get('message.delete', { id: second });
	expect(await mentioned(bens)).toEqual({ ids: [third, first], hasBefore: false });
	await anas.get('chat.members.remove', { chatId, userId: ben.user.id });
	expect(await mentioned(bens)).toEqual({ ids: [], hasBefore: false });
});

test('each device knows whether its person is active on another', async () => {
	const phone = await connect(server, ben);
	await phone.told('presence.elsewhere', ({ status }) => status === 'active');
	await bens.get('presence.set', { status: 'away' });
	await phone.told('presence.elsewhere', ({ status }) => status === 'away');
	await bens.get('presence.set', { status: 'dnd' });
	await phone.told('presence.elsewhere', ({ status }) => status === 'dnd');
	bens.close();
	await phone.told('presence.elsewhere', ({ status }) => status === 'away');
	expect(anas.pushes.some(([name]) => name === 'presence.elsewhere')).toBe(false);
});
