import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Mirror } from '../../src/lib/client/mirror/mirror.ts';
import type { Request } from '../../src/lib/client/sync/link.ts';
import { pull } from '../../src/lib/client/sync/pull.ts';
import { newId } from '../../src/lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { startServer, type TestServer } from '../support/start-server.ts';

let server: TestServer;

beforeAll(async () => {
	server = await startServer();
});

afterAll(() => server.stop());

test('stories 37 and 39: many chats are usable after the first page, and a reload goes on from there', async () => {
	const ana = await server.person('ana');
	const client = await connect(server, ana);
	const chats = Array.from({ length: 130 }, newId);
	await Promise.all(
		chats.map((id) => client.get('chat.create', { id, kind: 'group', memberIds: [], title: 'One of many' }))
	);
	const disk = { indexedDB: new IDBFactory(), IDBKeyRange };
	const asked: unknown[] = [];
	/** Answers so many times, then the tab is gone. */
	const request = (answers: number) =>
		((event: string, payload: { cursor: string | null }) => {
			if (asked.push(payload.cursor) > answers) return Promise.resolve(null);
			return client.ask(event, payload);
		}) as unknown as Request;

	const first = new Mirror(ana.user.id, disk);
	expect(await pull(first, request(1))).toBe(false);
	expect(await first.chats.count()).toBe(100);
	first.close();
	const again = new Mirror(ana.user.id, disk);
	expect(await pull(again, request(100))).toBe(true);
	expect(await again.chats.count()).toBe(130);
	// The first page, the second twice (its answer was lost), and what changed while they were read.
	expect(asked).toHaveLength(4);
	expect(asked.filter((cursor) => cursor === null)).toHaveLength(1);
	expect(asked[2]).toBe(asked[1]);
	expect(new Set(asked).size).toBe(3);
});
