import { Dexie } from 'dexie';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../protocol/entities.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import { countOn } from './count-history.ts';
import { Mirror } from './mirror.ts';
import { bytesOf } from './note-history.ts';
import type { ChatRow, MessageRow } from './rows.ts';
import { unsentPlace } from './unsent-place.ts';

const message = (seq: number, words = '') =>
	({
		id: `m${seq}`,
		chatId: 'c',
		seq,
		senderId: 'ben',
		mentions: [],
		version: 0,
		content: words
	}) as never as Message;
const row = (seq: number) => ({ ...message(seq), place: seq, state: 'sent' }) as MessageRow;
const chat = {
	id: 'c',
	rev: 1,
	lastSeq: 0,
	readSeq: 0,
	unread: 0,
	lastMessage: null,
	members: []
} as never as ChatRow;

/** What is counted is what is there. */
async function isRight(mirror: Mirror) {
	const there = (await mirror.messages.toArray()).filter(({ seq }) => seq !== null);
	expect(await mirror.histories.get('c')).toEqual({
		chatId: 'c',
		count: there.length,
		bytes: bytesOf(there),
		opened: 0
	});
}

describe('how much of a chat is stored', () => {
	test('is known as messages come, come again, change, arrive and are forgotten', async () => {
		const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
		await mirror.chats.add(chat);
		await apply(mirror, { messages: [message(1), message(2)] });
		await apply(mirror, { messages: [message(2), message(3)] });
		await apply(mirror, { messages: [{ ...message(2, 'Longer words, “ö”'), version: 1 }] });
		await isRight(mirror);
		const unsent = { ...row(4), seq: null, place: unsentPlace(1), state: 'queued' } as const;
		await mirror.messages.add(unsent);
		await isRight(mirror);
		await apply(mirror, { messages: [message(4)] });
		await isRight(mirror);
		await apply(mirror, { chats: [{ ...chat, lastSeq: 4, firstSeq: 3 } as never] });
		expect(await mirror.messages.count()).toBe(2);
		await isRight(mirror);
	});

	test('is known when a message goes because the chat is no more this person’s', async () => {
		const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
		await mirror.chats.add(chat);
		await apply(mirror, { messages: [message(1), message(2)] });
		await mirror.chats.put({ ...chat, removed: true });
		await apply(mirror, { messages: [{ ...message(2, 'Changed'), version: 1 }] });
		expect(await mirror.messages.count()).toBe(1);
		await isRight(mirror);
	});

	test('of a mirror of the form before is counted bit by bit, while messages come and change', async () => {
		const options = { indexedDB: new IDBFactory(), IDBKeyRange };
		const before = new Dexie('inkling-me', options);
		before.version(3).stores({
			chats: 'id, rev, [rank+activeAt], directWith, contentStale',
			messages: 'id, [chatId+place], [chatId+seq], [chatId+pinnedAt]',
			drafts: 'chatId, rev',
			draftHistory: '++id, chatId',
			outbox: '++n, key, chatId, event',
			users: 'id, rev',
			facts: 'name',
			requests: 'id, kind',
			edits: 'messageId, chatId',
			devices: 'id'
		});
		await before.table('chats').bulkAdd([
			{ ...chat, lastSeq: 1200, hasContent: true },
			{ ...chat, id: 'd' }
		]);
		await before.table('messages').bulkAdd(Array.from({ length: 1200 }, (_, index) => row(index + 1)));
		before.close();
		const mirror = new Mirror('me', options);
		const step = () => commit(mirror, () => countOn(mirror, 'c'));
		expect(await mirror.histories.toArray()).toMatchObject([{ chatId: 'c', count: 0 }]);
		const edited = (seq: number) => ({ ...message(seq, 'Other words'), version: 1 });
		expect(await step()).toBe(false);
		await apply(mirror, { messages: [edited(3), edited(1100), message(1201)] });
		expect(await step()).toBe(false);
		await apply(mirror, { messages: [edited(5), edited(300)] });
		expect(await step()).toBe(true);
		await isRight(mirror);
		expect(await step()).toBe(true);
		await isRight(mirror);
	});
});
