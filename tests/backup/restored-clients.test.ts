import 'fake-indexeddb/auto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createChat } from '../../src/lib/client/intents/create-chat.ts';
import { editMessage } from '../../src/lib/client/intents/edit-message.ts';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { readWindow } from '../../src/lib/client/mirror/conversation-window.ts';
import type { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { drained, sent, twoPeople, type TwoPeople } from '../sync/support/two-people.ts';
import { until } from '../sync/support/until.ts';
import { runAdmin } from './support/run-admin.ts';

let server: TestServer;
let folder: string;
let people: TwoPeople;
/** By how much the server's clock differs, in ms. */
let offset: number;

beforeEach(async () => {
	offset = -3_600_000;
	folder = await mkdtemp(join(tmpdir(), 'inkling-restored-'));
	server = await startServer({}, () => Date.now() + offset);
	people = await twoPeople(server);
});

afterEach(async () => {
	await people.close();
	await server.stop();
	await rm(folder, { recursive: true });
});

async function backUp(): Promise<void> {
	expect((await runAdmin(server.dataDir, 'backup', join(folder, 'backup'))).code).toBe(0);
	// What comes now is from after the backup by more than what could have been on its way.
	offset = 0;
}

async function restore(): Promise<void> {
	await server.app.stop();
	const { code, output } = await runAdmin(server.dataDir, 'restore', join(folder, 'backup'), '--replace');
	expect([code, output]).toEqual([0, expect.stringContaining('Restored')]);
	await server.restart();
}

const words = (content: unknown) => JSON.stringify(content);

async function shown(mirror: Mirror, chatId: string) {
	const { messages } = await readWindow(mirror, chatId, 1000);
	return messages.map(({ id, seq, content }) => [id, seq, words(content)]);
}

async function stored(chatId: string) {
	const client = await connect(server, people.ana);
	const messages = await client.get('chat.messages.get', { chatId, limit: 100 });
	client.close();
	return messages.map(({ id, seq, content }) => [id, seq, words(content)]);
}

test('a client that was ahead of a restored server loses no words, keeps nothing that is no more, and has each message once', async () => {
	const { anasDesk, anasPhone, bensDesk, chatId, desk, phone, bens, ben } = people;
	await saveDraft(anasDesk, { chatId, content: text('Draft of before'), replyTo: null, holdMs: 0 });
	await drained(anasDesk);
	const [first] = await shown(anasDesk, chatId);
	await backUp();

	await sendMessage(anasDesk, { chatId, content: text('Sent after the backup'), replyTo: null });
	await sendMessage(bensDesk, { chatId, content: text('Answered after it'), replyTo: null });
	await editMessage(anasDesk, String(first?.[0]), text('Ahoy, edited after it'));
	await saveDraft(anasDesk, {
		chatId,
		content: text('Draft of before, and of after'),
		replyTo: null,
		holdMs: 0
	});
	const begun = await createChat(anasDesk, { kind: 'group', memberIds: [ben.user.id], title: 'Later' });
	await sendMessage(anasDesk, {
		chatId: begun.chatId,
		content: text('In a chat of after it'),
		replyTo: null
	});
	await Promise.all([anasDesk, anasPhone, bensDesk].map((mirror) => sent(mirror, chatId, 3)));
	await Promise.all([anasDesk, bensDesk].map(drained));
	await sent(anasPhone, begun.chatId, 1);
	const draftOf = (mirror: Mirror) => async () => words((await mirror.drafts.get(chatId))?.content);
	await until(draftOf(anasPhone), (content) => content.includes('and of after'));

	for (const browser of [desk, phone, bens]) browser.goOffline();
	await sendMessage(bensDesk, { chatId, content: text('Written while it was away'), replyTo: null });
	await restore();
	// The numbers of what was lost are given out anew, beyond what the clients had heard of.
	const early = await connect(server, ben);
	for (let n = 0; n < 12; n++)
		await early.get('message.send', { id: newId(), chatId, content: text(`Of the new time ${n}`) });
	early.close();
	for (const browser of [desk, phone, bens]) browser.goOnline();

	await Promise.all([anasDesk, anasPhone, bensDesk].map((mirror) => sent(mirror, chatId, 16)));
	await Promise.all([anasDesk, anasPhone, bensDesk].map(drained));
	const all = await stored(chatId);
	expect(all.map(([, seq]) => seq)).toEqual(all.map((_, index) => index + 1));
	const said = all.map(([, , content]) => String(content));
	for (const each of [
		'Ahoy, edited after it',
		'Sent after the backup',
		'Answered after it',
		'Written while it was away'
	])
		expect(said.filter((content) => content.includes(each))).toHaveLength(1);
	for (const mirror of [anasDesk, anasPhone, bensDesk]) {
		await until(
			() => shown(mirror, chatId),
			(now) => words(now) === words(all)
		);
		await sent(mirror, begun.chatId, 1);
	}
	expect((await stored(begun.chatId)).map(([, , content]) => content)).toEqual([
		words(text('In a chat of after it'))
	]);
	for (const mirror of [anasDesk, anasPhone])
		await until(draftOf(mirror), (content) => content === words(text('Draft of before, and of after')));
	const reader = await connect(server, people.ana);
	const { drafts } = await reader.get('sync.initial', { cursor: null });
	expect(drafts.find((draft) => draft.chatId === chatId)?.content).toEqual(
		text('Draft of before, and of after')
	);
	reader.close();
	const { output } = await runAdmin(server.dataDir, 'check');
	expect(output).toContain('all is well');
});

test('a cursor from before a restore is refused by its name, and says since when something may be lost', async () => {
	const client = await connect(server, people.ana);
	const { cursor } = await client.get('sync.initial', { cursor: null });
	client.close();
	await backUp();
	const at = Date.now();
	await restore();
	const again = await connect(server, people.ana);
	for (const [event, payload] of [
		['sync.initial', { cursor }],
		['chat.content.batch', { chats: [{ chatId: people.chatId, cursor }] }]
	] as const) {
		const reply = await again.ask(event, payload);
		expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_data', issues: [{ path: 'cursor' }] } });
		const { lostSince } = (reply.ok ? {} : reply.error.current) as { lostSince: number };
		expect(lostSince).toBeLessThanOrEqual(at);
		expect(lostSince).toBeGreaterThan(at - 600_000);
	}
	const { cursor: next } = await again.get('sync.initial', { cursor: null });
	await again.get('sync.initial', { cursor: next });
	again.close();
	// Nor does one of this time do after the next restore.
	await restore();
	const third = await connect(server, people.ana);
	expect(await third.ask('sync.initial', { cursor: next })).toMatchObject({ ok: false });
	third.close();
});

test('a draft that another device has gone on with since the restore is not written over, and the other text is kept', async () => {
	const { ana, anasDesk, chatId, desk, phone } = people;
	await saveDraft(anasDesk, { chatId, content: text('Draft of before'), replyTo: null, holdMs: 0 });
	await drained(anasDesk);
	await backUp();
	await saveDraft(anasDesk, { chatId, content: text('What the server lost'), replyTo: null, holdMs: 0 });
	await drained(anasDesk);
	for (const browser of [desk, phone]) browser.goOffline();
	await restore();
	const other = await connect(server, ana);
	const theirs = { chatId, content: text('Of the new time'), baseVersion: 1, mutationId: newId() };
	await other.get('draft.update', theirs);
	other.close();
	desk.goOnline();
	const draftNow = async () => words((await anasDesk.drafts.get(chatId))?.content);
	await until(draftNow, (content) => content === words(theirs.content));
	const history = await anasDesk.draftHistory.toArray();
	expect(history.map(({ content }) => content)).toContainEqual(text('What the server lost'));
	await drained(anasDesk);
});
