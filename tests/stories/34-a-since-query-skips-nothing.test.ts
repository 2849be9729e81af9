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

test('story 34: whoever pulls while 20 chats are written to learns the last state of each, from cursor to cursor', async () => {
	const [ana, ben] = [await server.person('ana'), await server.person('ben')];
	const [writer, reader] = [await connect(server, ana), await connect(server, ben)];
	const chats = Array.from({ length: 20 }, newId);
	for (const id of chats) {
		await writer.get('chat.create', { id, kind: 'group', memberIds: [ben.user.id], title: 'Busy' });
	}
	const known = new Map<string, number>();
	let { cursor } = await reader.get('sync.initial', { cursor: null });
	const pull = async () => {
		for (let more = true; more;) {
			const page = await reader.get('sync.initial', { cursor, limit: 3 });
			for (const chat of page.chats) known.set(chat.id, chat.lastSeq);
			({ cursor, more } = page);
		}
	};
	const writing = Promise.all(
		chats.map(async (chatId, n) => {
			for (let k = 0; k <= n; k++)
				await writer.get('message.send', { id: newId(), chatId, content: text(`${k}`) });
		})
	);
	let busy = true;
	void writing.finally(() => (busy = false));
	while (busy) await pull();
	await writing;
	await pull();
	expect(chats.map((id) => known.get(id))).toEqual(chats.map((_, n) => n + 1));
});
