import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;
let desk: TestClient;
let phone: TestClient;
let bens: TestClient;
let chatId: string;

beforeAll(async () => {
	server = await startServer();
	const ana = await server.person('ana');
	const ben = await server.person('ben');
	desk = await connect(server, ana);
	phone = await connect(server, ana);
	bens = await connect(server, ben);
});

beforeEach(async () => {
	chatId = newId();
	const { id: benId } = (await desk.get('users.search', { query: 'ben', limit: 1 }))[0] ?? { id: '' };
	await desk.get('chat.create', { id: chatId, kind: 'group', memberIds: [benId], title: 'Drafts' });
});

afterAll(() => server.stop());

const update = (words: string, baseVersion: number, mutationId = newId()) => ({
	chatId,
	content: text(words),
	baseVersion,
	mutationId
});

describe('a draft', () => {
	test('is on the person’s other device, formatting included, and on nobody else’s', async () => {
		const content = text('Bold words', [{ type: 'bold' }]);
		const draft = await desk.get('draft.update', { chatId, content, baseVersion: 0, mutationId: newId() });
		expect(draft).toMatchObject({ version: 1, content, deleted: false, deviceId: desk.deviceId });
		expect(await phone.told('draft.updated', (told) => told.chatId === chatId)).toEqual(draft);
		await desk.get('message.send', { id: newId(), chatId, content: text('Begin') });
		await bens.told('message.new', (told) => told.chatId === chatId);
		expect(bens.count('draft.updated')).toBe(0);
		expect((await bens.get('sync.initial', { cursor: null })).drafts).toEqual([]);
	});

	test('based on an old version is refused and carries the winner', async () => {
		await desk.get('draft.update', update('First', 0));
		const winner = await phone.get('draft.update', update('Second', 1));
		expect(await desk.ask('draft.update', update('Late', 1))).toMatchObject({
			ok: false,
			error: { code: 'stale', current: winner }
		});
	});

	test('answers a repeated change as it did first, also after newer ones', async () => {
		const change = update('First', 0);
		const first = await desk.get('draft.update', change);
		await desk.get('draft.update', update('Second', 1));
		expect(await desk.get('draft.update', change)).toEqual(first);
		const { drafts } = await desk.get('sync.initial', { cursor: null });
		expect(drafts.find((draft) => draft.chatId === chatId)).toMatchObject({
			version: 2,
			content: text('Second')
		});
		expect(await desk.ask('draft.update', { ...change, content: text('Other') })).toMatchObject({
			error: { code: 'conflict' }
		});
	});

	test('leaves a tombstone with a version when it is deleted', async () => {
		await desk.get('draft.update', update('First', 0));
		const tombstone = await desk.get('draft.delete', { chatId, baseVersion: 1, mutationId: newId() });
		expect(tombstone).toMatchObject({ version: 2, content: null, deleted: true });
		expect(await desk.ask('draft.update', update('Late', 1))).toMatchObject({
			error: { code: 'stale', current: { deleted: true } }
		});
		expect(await desk.get('draft.update', update('Anew', 2))).toMatchObject({ version: 3, deleted: false });
	});

	test('is consumed by a send that names its version, and by no other', async () => {
		await desk.get('draft.update', update('Send me', 0));
		await desk.get('draft.update', update('Send me too', 1));
		await desk.get('message.send', { id: newId(), chatId, content: text('Send me'), draftVersion: 1 });
		let { drafts } = await desk.get('sync.initial', { cursor: null });
		expect(drafts.find((draft) => draft.chatId === chatId)).toMatchObject({ version: 2, deleted: false });

		await desk.get('message.send', { id: newId(), chatId, content: text('Send me too'), draftVersion: 2 });
		({ drafts } = await desk.get('sync.initial', { cursor: null }));
		expect(drafts.find((draft) => draft.chatId === chatId)).toMatchObject({ version: 3, deleted: true });
		expect(
			await phone.told('draft.updated', (told) => told.version === 3 && told.chatId === chatId)
		).toMatchObject({
			content: null,
			deleted: true
		});
	});

	test('of two devices at once has one winner', async () => {
		const replies = await Promise.all([
			desk.ask('draft.update', update('From the desk', 0)),
			phone.ask('draft.update', update('From the phone', 0))
		]);
		expect(replies.filter((reply) => reply.ok)).toHaveLength(1);
		expect(replies.filter((reply) => !reply.ok && reply.error.code === 'stale')).toHaveLength(1);
	});
});
