import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { Mirror } from '../mirror/mirror.ts';
import type { ChatRow, DraftRow, MessageRow } from '../mirror/rows.ts';
import { settle } from '../mirror/settle.ts';
import { editMessage } from './edit-message.ts';
import { forwardMessage } from './forward-message.ts';
import { retryMessage } from './retry-message.ts';

const words = (text: string) => ({
	type: 'doc' as const,
	content: [{ type: 'paragraph', content: [{ type: 'text', text }] }]
});

async function freshMirror(): Promise<Mirror> {
	const mirror = new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
	for (const id of ['from', 'to']) await mirror.chats.add({ id, activeAt: 0, rev: 1 } as unknown as ChatRow);
	const original = { id: 'm', chatId: 'from', seq: 1, place: 1, senderId: 'ana', forwardedFrom: null };
	await mirror.messages.add({ ...original, content: words('True'), state: 'sent' } as unknown as MessageRow);
	return mirror;
}

async function forwarded(mirror: Mirror) {
	expect(await forwardMessage(mirror, { messageId: 'm', chatId: 'to' })).toBe('to');
	const [row] = await mirror.outbox.toArray();
	if (row?.event !== 'message.send') throw new Error('Nothing was queued.');
	return { row, id: row.payload.id };
}

describe('forwarding a message', () => {
	test('queues its words in the name of who wrote them, and leaves the draft of the other chat alone', async () => {
		const mirror = await freshMirror();
		const draft = { chatId: 'to', content: words('Mine'), mutationId: 'x', rev: 1 } as unknown as DraftRow;
		await mirror.drafts.add(draft);
		const { row, id } = await forwarded(mirror);
		expect(row.payload).toEqual({ id, chatId: 'to', content: words('True'), replyTo: null, forwardOf: 'm' });
		expect(await mirror.messages.get(id)).toMatchObject({ state: 'queued', forwardedFrom: 'ana' });
		expect(await mirror.drafts.get('to')).toEqual(draft);
	});

	test('names who wrote them first when it is forwarded again', async () => {
		const mirror = await freshMirror();
		await mirror.messages.update('m', { forwardedFrom: 'carl' });
		const { id } = await forwarded(mirror);
		expect(await mirror.messages.get(id)).toMatchObject({ forwardedFrom: 'carl' });
	});

	test('does nothing for a message that is gone or not stored', async () => {
		const mirror = await freshMirror();
		await mirror.messages.update('m', { state: 'queued' });
		expect(await forwardMessage(mirror, { messageId: 'm', chatId: 'to' })).toBeNull();
		await mirror.messages.update('m', { state: 'sent', content: null });
		expect(await forwardMessage(mirror, { messageId: 'm', chatId: 'to' })).toBeNull();
		expect(await mirror.outbox.count()).toBe(0);
	});

	test('keeps the words when they are refused, and tries again with what the message says now', async () => {
		const mirror = await freshMirror();
		const { row, id } = await forwarded(mirror);
		const error = { code: 'conflict' as const, message: 'The message to forward has changed.' };
		await settle(mirror, row, { ok: false, error } as never);
		expect(await mirror.messages.get(id)).toMatchObject({ state: 'failed', content: words('True') });
		await mirror.messages.update('m', { content: words('Truer') });
		await retryMessage(mirror, id);
		expect(await mirror.messages.get(id)).toMatchObject({ state: 'queued', content: words('Truer') });
		const [again] = await mirror.outbox.toArray();
		expect(again?.payload).toMatchObject({ id, content: words('Truer'), forwardOf: 'm' });
	});

	test('names nobody any more once the words are changed', async () => {
		const mirror = await freshMirror();
		const { id } = await forwarded(mirror);
		await editMessage(mirror, id, words('My own'));
		expect(await mirror.messages.get(id)).toMatchObject({ content: words('My own'), forwardedFrom: null });
		const [row] = await mirror.outbox.toArray();
		expect(row?.payload).not.toHaveProperty('forwardOf');
	});
});
