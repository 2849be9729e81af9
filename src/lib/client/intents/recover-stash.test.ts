import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { Mirror } from '../mirror/mirror.ts';
import { recoverStash } from './recover-stash.ts';
import { saveDraft } from './save-draft.ts';
import { sendMessage } from './send-message.ts';
import { stashDraft } from './stash-draft.ts';

const chatId = 'chat';
let mirror: Mirror;

/** The part of localStorage that is used, over a plain object: there is none outside a browser. */
function storage() {
	return Object.defineProperties(
		{},
		{
			getItem: {
				value(this: Record<string, string>, key: string) {
					return this[key] ?? null;
				}
			},
			setItem: {
				value(this: Record<string, string>, key: string, value: string) {
					this[key] = value;
				}
			},
			removeItem: {
				value(this: Record<string, string>, key: string) {
					delete this[key];
				}
			}
		}
	);
}

const text = (words: string): Document => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});
const save = (words: string) => saveDraft(mirror, { chatId, content: text(words), replyTo: null, holdMs: 0 });
const leaveWith = async (words: string) => {
	stashDraft(mirror, await mirror.drafts.get(chatId), { chatId, content: text(words), replyTo: null });
};
const draft = async () => (await mirror.drafts.get(chatId))?.content ?? null;

beforeEach(() => {
	vi.stubGlobal('localStorage', storage());
	mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
});

test('the words that a page was left with are the draft when it is opened again', async () => {
	await leaveWith('The first words');
	await recoverStash(mirror);
	expect(await draft()).toEqual(text('The first words'));
	expect(await mirror.outbox.count()).toBe(1);
	await leaveWith('The first words and more');
	await recoverStash(mirror);
	expect(await draft()).toEqual(text('The first words and more'));
});

test('they do not come back when their save went through, and something else stands there by now', async () => {
	await leaveWith('Left with this');
	await save('Left with this');
	await save('Written since');
	await recoverStash(mirror);
	expect(await draft()).toEqual(text('Written since'));
});

test('they do not come back when they were sent', async () => {
	await leaveWith('Sent by another tab');
	await save('Sent by another tab');
	await sendMessage(mirror, { chatId, content: text('Sent by another tab'), replyTo: null });
	await recoverStash(mirror);
	await recoverStash(mirror);
	expect(await draft()).toBeNull();
});

test('what was typed after a send is not taken for what was sent', async () => {
	await save('Sent');
	await sendMessage(mirror, { chatId, content: text('Sent'), replyTo: null });
	await leaveWith('Typed after it');
	await recoverStash(mirror);
	expect(await draft()).toEqual(text('Typed after it'));
});

/** The page has not heard of the second save when it is left with more. */
async function leaveUnheard(): Promise<void> {
	const heard = await save('One').then(() => mirror.drafts.get(chatId));
	const { mutationId } = await save('One two');
	const own = [{ mutationId, deleted: false }];
	stashDraft(mirror, heard, { chatId, content: text('One two three'), replyTo: null }, own);
}

test('what was typed after a save is kept, also where the page had not heard of that save yet', async () => {
	await leaveUnheard();
	await recoverStash(mirror);
	expect(await draft()).toEqual(text('One two three'));
});

test('what a save of the same box was sent as does not come back', async () => {
	await leaveUnheard();
	await sendMessage(mirror, { chatId, content: text('One two'), replyTo: null });
	await recoverStash(mirror);
	expect(await draft()).toBeNull();
});

test('they come back also when the browser has removed the mirror under them', async () => {
	await save('Kept');
	await leaveWith('Kept, and the last words');
	mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
	await recoverStash(mirror);
	expect(await draft()).toEqual(text('Kept, and the last words'));
});
