import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { sendMessage } from '../intents/send-message.ts';
import { Mirror } from '../mirror/mirror.ts';
import type { ChatRow, MessageRow } from '../mirror/rows.ts';
import { withRoom } from './with-room.ts';

let mirror: Mirror;
const told: boolean[] = [];
const content = {
	type: 'doc' as const,
	content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Words' }] }]
};

beforeEach(async () => {
	told.length = 0;
	mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
	for (let n = 1; n <= 15; n++) {
		const id = `chat${n}`;
		const chat = { id, rev: n, rank: 0, activeAt: n, hasContent: true, contentCursor: 'c' };
		await mirror.chats.put(chat as unknown as ChatRow);
		const message = { id: `m${n}`, chatId: id, seq: 1, place: 1, content, state: 'sent' };
		await mirror.messages.put(message as unknown as MessageRow);
	}
	await sendMessage(mirror, { chatId: 'chat1', content, replyTo: null });
});

/** Works when no more than so many messages are there; no disk can be made to refuse at a given size. */
const needs = (messagesMax: number) => async () => {
	if ((await mirror.messages.count()) > messagesMax) throw new DOMException('Full.', 'QuotaExceededError');
	return 'written';
};
const full = (now: boolean) => told.push(now);

test('the chats that were quiet for longest make room, and the work is done', async () => {
	expect(await withRoom(mirror, full, needs(10))).toBe('written');
	expect(told).toEqual([true, false]);
	const left = (await mirror.messages.toArray()).map(({ chatId }) => chatId);
	expect(left.toSorted()).toEqual(['chat1', 'chat1', 'chat12', 'chat13', 'chat14', 'chat15']);
	const chat = await mirror.chats.get('chat2');
	expect(chat?.hasContent ?? chat?.contentCursor ?? chat?.contentStale).toBeUndefined();
});

test('what was not sent is never forgotten, and the work gives up', async () => {
	await expect(withRoom(mirror, full, needs(0))).rejects.toThrow('Full.');
	const left = (await mirror.messages.toArray()).map(({ state }) => state);
	expect(left.toSorted()).toEqual(['queued', 'sent']);
	expect(await mirror.outbox.count()).toBe(1);
});
