import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { Mirror } from './mirror.ts';
import type { ChatRow, MessageRow, OutboxRow } from './rows.ts';
import { settle } from './settle.ts';

const message = {
	id: 'm5',
	chatId: 'c',
	seq: 5,
	place: 5,
	senderId: 'ben',
	mentions: ['me'],
	deletedAt: null
} as unknown as MessageRow & { seq: number };

/** A message of Ben came after the server counted for the reading that waits in the outbox. */
async function overtaken(more: Partial<ChatRow>) {
	const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
	const chat = { id: 'c', rev: 1, lastSeq: 5, readSeq: 4, unread: 1, mentions: 1, hasContent: true };
	await mirror.chats.add({ ...chat, ...more } as ChatRow);
	if (!more.lastMessage) await mirror.messages.add(message);
	const request = { event: 'message.read', payload: { chatId: 'c', seq: 4 } } as const;
	const row = { key: 'read:c', chatId: 'c', at: 1, holdUntil: 0, state: 'waiting', ...request } as const;
	const n = await mirror.outbox.add(row);
	return { mirror, sent: { ...row, n } as OutboxRow };
}

test.each([
	['the messages of the chat are as they are now', {}],
	['they are to be fetched anew', { contentStale: 1 }],
	['only the chat’s last message was told', { contentStale: 1, lastMessage: message }]
] as [string, Partial<ChatRow>][])(
	'what came since the server counted stays unread where %s',
	async (_, more) => {
		const { mirror, sent } = await overtaken(more);
		await settle(mirror, sent, { ok: true, data: { readSeq: 4, unread: 0, mentions: 0 } });
		expect(await mirror.chats.get('c')).toMatchObject({ readSeq: 4, unread: 1, mentions: 1 });
		expect(await mirror.outbox.count()).toBe(0);
	}
);
