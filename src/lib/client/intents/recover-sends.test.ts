import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { Mirror } from '../mirror/mirror.ts';
import { cancelMessage } from './cancel-message.ts';
import { recoverSends } from './recover-sends.ts';
import { saveDraft } from './save-draft.ts';
import { sendMessage } from './send-message.ts';
import { stashSend } from './stash-send.ts';

const chatId = 'chat';
const id = '01a226a8-a5b9-7783-b317-f71b8ee34941';
let mirror: Mirror;

/** The part of localStorage that is used: there is none outside a browser. */
function storage() {
	const own = (value: unknown) => ({ value });
	const items: Record<string, string> = {};
	return Object.defineProperties(items, {
		getItem: own((key: string) => items[key] ?? null),
		setItem: own((key: string, value: string) => (items[key] = value)),
		removeItem: own((key: string) => delete items[key])
	});
}

const text = (words: string): Document => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});
const save = (words: string) => saveDraft(mirror, { chatId, content: text(words), replyTo: null, holdMs: 0 });
const leaveSending = (words: string) =>
	stashSend(mirror, { messageId: id, chatId, content: text(words), replyTo: null });
const draft = async () => (await mirror.drafts.get(chatId))?.content ?? null;
const sends = () => mirror.outbox.filter(({ event }) => event === 'message.send').toArray();

beforeEach(() => {
	vi.stubGlobal('localStorage', storage());
	mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
});

test('a message that a page was left with is sent when it is opened again, once', async () => {
	leaveSending('Ahoy');
	await recoverSends(mirror);
	await recoverSends(mirror);
	expect(await sends()).toMatchObject([{ payload: { id, chatId, content: text('Ahoy') } }]);
	expect(await mirror.messages.get(id)).toMatchObject({ state: 'queued', content: text('Ahoy') });
});

test('it takes with it the draft that it was', async () => {
	await save('Aho');
	leaveSending('Ahoy');
	await recoverSends(mirror);
	expect(await draft()).toBeNull();
	expect(await sends()).toHaveLength(1);
});

test('it leaves alone what was written since', async () => {
	leaveSending('Ahoy');
	await save('Written in another tab');
	await recoverSends(mirror);
	expect(await draft()).toEqual(text('Written in another tab'));
	expect(await sends()).toHaveLength(1);
});

test('it is not sent again where the disk had it after all', async () => {
	leaveSending('Ahoy');
	await sendMessage(mirror, { id, chatId, content: text('Ahoy'), replyTo: null });
	await recoverSends(mirror);
	expect(await sends()).toHaveLength(1);
});

test('it is not sent after it was taken back in another tab', async () => {
	leaveSending('Ahoy');
	await sendMessage(mirror, { id, chatId, content: text('Ahoy'), replyTo: null });
	await cancelMessage(mirror, id);
	await recoverSends(mirror);
	expect(await sends()).toEqual([]);
});
