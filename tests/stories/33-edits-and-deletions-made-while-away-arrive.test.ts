import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { Browser } from '../sync/support/browser.ts';
import { until } from '../sync/support/until.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('story 33: edits and deletions made while one was away arrive, also those of old messages', async () => {
	const [ana, ben] = [await server.person('ana'), await server.person('ben')];
	const client = await connect(server, ana);
	const chatId = newId();
	await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title: 'Old' });
	const ids = Array.from({ length: 20 }, newId);
	for (const id of ids) await client.get('message.send', { id, chatId, content: text(id) });
	const bens = new Browser(server.url, ben);
	const mirror = await bens.openTab();
	await until(
		() => mirror.messages.count(),
		(count) => count === 20
	);
	bens.goOffline();
	const [edited = '', deleted = ''] = ids;
	await client.get('message.edit', { id: edited, content: text('Mended') });
	await client.get('message.delete', { id: deleted });
	await client.get('message.send', { id: newId(), chatId, content: text('New') });

	bens.goOnline();
	await until(
		() => mirror.messages.bulkGet([edited, deleted]),
		([first, second]) => first?.editedAt !== null && second?.deletedAt !== null
	);
	expect(await mirror.messages.get(edited)).toMatchObject({ content: text('Mended') });
	expect(await mirror.messages.get(deleted)).toMatchObject({ content: null });
	await bens.close();
});
