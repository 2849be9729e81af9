import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { readWindow } from './conversation-window.ts';
import { Mirror } from './mirror.ts';
import type { ChatRow, MessageRow } from './rows.ts';
import { unsentPlace } from './unsent-place.ts';

async function mirrorWith(
	seqs: number[],
	unsent = 0,
	lastSeq = Math.max(0, ...seqs),
	more: Partial<ChatRow> = {}
) {
	const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
	await mirror.chats.add({ id: 'c', rev: 1, lastSeq, hasContent: true, ...more } as ChatRow);
	const sent = seqs.map((seq) => ({ id: `m${seq}`, chatId: 'c', seq, place: seq, state: 'sent' }));
	const queued = Array.from({ length: unsent }, (_, n) => ({
		id: `q${n}`,
		chatId: 'c',
		seq: null,
		place: unsentPlace(n),
		state: 'queued'
	}));
	await mirror.messages.bulkAdd([...sent, ...queued] as MessageRow[]);
	return mirror;
}

async function look(mirror: Mirror, size = 5) {
	const { messages, reachesStart, missingBefore } = await readWindow(mirror, 'c', size);
	return { ids: messages.map((row) => row.id), reachesStart, missingBefore };
}

describe('the window of a conversation', () => {
	test('is the newest messages, unsent ones last', async () => {
		const mirror = await mirrorWith([1, 2, 3, 4, 5, 6], 1);
		expect(await look(mirror)).toEqual({
			ids: ['m3', 'm4', 'm5', 'm6', 'q0'],
			reachesStart: false,
			missingBefore: null
		});
	});

	test('ends at a hole and says what is missing', async () => {
		const mirror = await mirrorWith([1, 2, 4, 5]);
		expect(await look(mirror)).toEqual({ ids: ['m4', 'm5'], reachesStart: false, missingBefore: 4 });
	});

	test('knows the start of the chat', async () => {
		expect(await look(await mirrorWith([1, 2]))).toEqual({
			ids: ['m1', 'm2'],
			reachesStart: true,
			missingBefore: null
		});
		expect(await look(await mirrorWith([], 1))).toEqual({
			ids: ['q0'],
			reachesStart: true,
			missingBefore: null
		});
	});

	test('begins where one’s own part of the chat does', async () => {
		const start = { reachesStart: true, missingBefore: null };
		expect(await look(await mirrorWith([8, 9], 0, 9, { firstSeq: 8 }))).toEqual({
			ids: ['m8', 'm9'],
			...start
		});
		expect(await look(await mirrorWith([], 0, 9, { firstSeq: 10 }))).toEqual({ ids: [], ...start });
	});

	test('asks for the last page of a chat of which nothing is here', async () => {
		expect(await look(await mirrorWith([], 0, 9))).toEqual({
			ids: [],
			reachesStart: false,
			missingBefore: 10
		});
	});

	test('shows what is not sent yet where the newest messages are not here', async () => {
		const mirror = await mirrorWith([4], 1, 9);
		await mirror.chats.put({ id: 'c', rev: 1, lastSeq: 9 } as ChatRow);
		expect(await look(mirror)).toEqual({ ids: ['q0'], reachesStart: false, missingBefore: 10 });
	});

	test('reads a chat of 10,000 messages by its end alone', async () => {
		const mirror = await mirrorWith(Array.from({ length: 10_000 }, (_, index) => index + 1));
		const { ids, missingBefore } = await look(mirror, 60);
		expect(ids).toHaveLength(60);
		expect(ids.at(-1)).toBe('m10000');
		expect(missingBefore).toBeNull();
	});
});
