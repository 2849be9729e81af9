import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

const words = (count: number) => text(Array.from({ length: count }, (_, n) => `w${n}`).join(' '));

async function twoDevices(username: string) {
	const person = await server.person(username);
	const [desk, phone] = [await connect(server, person), await connect(server, person)];
	const chatId = newId();
	await desk.get('chat.create', { id: chatId, kind: 'self', memberIds: [] });
	const update = (count: number, baseVersion: number) => ({
		chatId,
		content: words(count),
		baseVersion,
		mutationId: newId()
	});
	const current = async () => {
		const { drafts } = await desk.get('sync.initial', { cursor: null });
		return drafts.find((draft) => draft.chatId === chatId);
	};
	return { desk, phone, chatId, update, current };
}

test('story 16: a stale copy of 20 words does not replace 2,000, and is not lost either', async () => {
	const { desk, phone, chatId, update, current } = await twoDevices('ana');
	await phone.get('draft.update', update(20, 0));
	await desk.get('draft.update', update(2000, 1));
	// The phone was away and still believes in its first version.
	const late = { ...update(20, 1), content: text('twenty words, typed elsewhere') };
	expect(await phone.ask('draft.update', late)).toMatchObject({
		ok: false,
		error: { code: 'stale', current: { version: 2, content: words(2000) } }
	});
	expect((await current())?.content).toEqual(words(2000));
	expect(await phone.get('draft.history.get', { chatId })).toMatchObject([
		{ content: late.content, reason: 'stale' }
	]);
});

test('story 17: a device that lags behind does not delete the draft that another has just written', async () => {
	const { desk, phone, chatId, update, current } = await twoDevices('bea');
	await phone.get('draft.update', update(5, 0));
	await desk.get('draft.update', update(50, 1));
	expect(await phone.ask('draft.delete', { chatId, baseVersion: 1, mutationId: newId() })).toMatchObject({
		ok: false,
		error: { code: 'stale', current: { version: 2 } }
	});
	expect(await current()).toMatchObject({ version: 2, deleted: false, content: words(50) });
});
