import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { Mirror } from '../mirror/mirror.ts';
import { countUnsent } from './count-unsent.ts';
import { saveDraft } from './save-draft.ts';
import { sendMessage } from './send-message.ts';

const chatId = 'chat';
let mirror: Mirror;

const text = (words: string): Document => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

beforeEach(() => {
	mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
});

test('a new device has nothing that is there alone', async () => {
	expect(await countUnsent(mirror)).toEqual({ messages: 0, changes: 0, drafts: 0 });
});

test('messages and drafts count until the server has them, and what it refused counts too', async () => {
	await sendMessage(mirror, { chatId, content: text('Waiting'), replyTo: null });
	await sendMessage(mirror, { chatId, content: text('Refused'), replyTo: null });
	await mirror.outbox.orderBy('n').last((row) => row && mirror.outbox.update(row.n, { state: 'refused' }));
	await saveDraft(mirror, { chatId, content: text('Half a thought'), replyTo: null, holdMs: 0 });
	expect(await countUnsent(mirror)).toEqual({ messages: 2, changes: 0, drafts: 1 });
	await mirror.drafts.update(chatId, { unsynced: false });
	await mirror.outbox.clear();
	expect(await countUnsent(mirror)).toEqual({ messages: 0, changes: 0, drafts: 0 });
});

test('an edit that nobody finished counts', async () => {
	await mirror.edits.add({ messageId: 'message', chatId, content: text('Better'), updatedAt: 1 });
	expect(await countUnsent(mirror)).toEqual({ messages: 0, changes: 1, drafts: 0 });
});
