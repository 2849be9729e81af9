import 'fake-indexeddb/auto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveDraft } from '../../src/lib/client/intents/save-draft.ts';
import { sendMessage } from '../../src/lib/client/intents/send-message.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect, type TestClient } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { drained, sent, twoPeople } from '../sync/support/two-people.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.stop());

const long = text('ink '.repeat(3_000));

/** SQLite itself then says that the disk is full, as with a real one. `spare`: pages that there is still room for. */
async function limitDisk(spare: number) {
	await server.app.store.write(async ({ sql: writing }) => {
		const { rows } = await sql<{ page_count: number }>`PRAGMA page_count`.execute(writing);
		const pages = (rows[0]?.page_count ?? 0) + spare;
		await sql`PRAGMA max_page_count = ${sql.raw(String(pages))}`.execute(writing);
	});
}

/** Sends long messages, a few at once, until not even one alone is taken. Answers the ids that were acknowledged, and the refusals. */
async function fill(client: TestClient, chatId: string) {
	const acknowledged: string[] = [];
	const refused: { id: string; code: string }[] = [];
	for (let together = 5; together > 0;) {
		const ids = Array.from({ length: together }, () => newId());
		const replies = await Promise.all(
			ids.map((id) => client.ask('message.send', { id, chatId, content: long }))
		);
		for (const [n, reply] of replies.entries()) {
			const id = ids[n] ?? '';
			if (reply.ok) acknowledged.push(id);
			else refused.push({ id, code: reply.error.code });
		}
		// One transaction is for all of them, so a single one may still have room.
		if (replies.some((reply) => !reply.ok)) together--;
	}
	return { acknowledged, refused };
}

test('a disk that fills up is unavailable for writing alone, acknowledges nothing falsely, and is used again when there is room', async () => {
	const { ana, anasDesk, anasPhone, bensDesk, chatId, close } = await twoPeople(server);
	const client = await connect(server, ana);
	await limitDisk(60);
	const { acknowledged, refused } = await fill(client, chatId);
	expect(new Set(refused.map(({ code }) => code))).toEqual(new Set(['unavailable']));

	const storedIds = async () => {
		const page = await client.get('chat.messages.get', { chatId, limit: 100 });
		return page.slice(1).map(({ id }) => id);
	};
	expect((await storedIds()).toSorted()).toEqual(acknowledged.toSorted());
	const { messageId } = await sendMessage(anasDesk, { chatId, content: long, replyTo: null });
	await saveDraft(anasDesk, { chatId, content: long, replyTo: null, holdMs: 0 });
	const again = await client.ask('message.send', { id: newId(), chatId, content: long });
	expect(again).toMatchObject({ ok: false, error: { code: 'unavailable' } });
	expect((await anasDesk.messages.get(messageId))?.state).toBe('queued');
	expect(await client.ask('users.search', { query: 'ben', limit: 5 })).toMatchObject({ ok: true });

	await limitDisk(100_000);
	await drained(anasDesk);
	for (const { id } of refused) await client.get('message.send', { id, chatId, content: long });
	const all = [...acknowledged, messageId, ...refused.map(({ id }) => id)];
	expect((await storedIds()).toSorted()).toEqual(all.toSorted());
	await Promise.all([anasDesk, anasPhone, bensDesk].map((mirror) => sent(mirror, chatId, all.length + 1)));
	client.close();
	await close();
});
