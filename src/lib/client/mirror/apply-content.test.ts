import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Message } from '../../protocol/entities.ts';
import { requestPins } from '../intents/request-pins.ts';
import { answerRequests } from '../sync/answer-requests.ts';
import type { Request } from '../sync/link.ts';
import { applyContent } from './apply-content.ts';
import { readPinned } from './apply-pins.ts';
import { Mirror } from './mirror.ts';
import type { ChatRow } from './rows.ts';

const message = (seq: number, pinnedAt: number | null = null) =>
	({
		id: `m${seq}`,
		chatId: 'c',
		seq,
		senderId: 'ben',
		mentions: [],
		version: 0,
		pinnedAt
	}) as Partial<Message>;

test('a page that replaces what was here takes no message from the pinned ones', async () => {
	const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
	await mirror.chats.add({ id: 'c', rev: 1, lastSeq: 90, readSeq: 90, lastMessage: null } as ChatRow);
	const pinned = [message(2, 10)];
	const request = (() => Promise.resolve({ ok: true, data: pinned })) as unknown as Request;
	await requestPins(mirror, 'c');
	await answerRequests(mirror, request);
	const page = { chatId: 'c', messages: [message(90)] as Message[], cursor: '7', gap: true, lastSeq: 90 };
	await applyContent(mirror, page);
	// As the leading tab does, once something waits.
	await answerRequests(mirror, request);
	expect((await readPinned(mirror, 'c')).map(({ id }) => id)).toEqual(['m2']);
});
