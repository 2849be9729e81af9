import 'fake-indexeddb/auto';
import { Dexie, liveQuery } from 'dexie';
import { beforeEach, expect, test, vi } from 'vitest';
import { saveDraft } from '../intents/save-draft.ts';
import { sendMessage } from '../intents/send-message.ts';
import { readFact } from './facts.ts';
import { Mirror } from './mirror.ts';
import { lossToTell, markUnsent, recogniseMirror } from './mirror-mark.ts';

const stored = new Map<string, string>();
let mirror: Mirror;

beforeEach(() => {
	stored.clear();
	vi.stubGlobal('localStorage', {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, value: string) => void stored.set(key, value),
		removeItem: (key: string) => void stored.delete(key)
	});
	mirror = new Mirror(crypto.randomUUID());
});

const again = () => new Mirror(mirror.userId);
const content = {
	type: 'doc' as const,
	content: [{ type: 'paragraph' as const, content: [{ type: 'text' as const, text: 'Half' }] }]
};
const save = () => saveDraft(mirror, { chatId: 'one', content, replyTo: null, holdMs: 0 });
const marked = () => stored.get(`inkling.mirror.${mirror.userId}`) ?? '';

/** Resolves when what watches the mirror has seen that nothing is in the outbox. */
const seenEmpty = () =>
	new Promise<void>((resolve) => {
		const watching = liveQuery(() => mirror.outbox.count()).subscribe((rows) => {
			if (rows > 0) return;
			queueMicrotask(() => watching.unsubscribe());
			resolve();
		});
	});

test('a mirror that went is told of, with what it held, and one that was never there is not', async () => {
	await recogniseMirror(mirror);
	expect(lossToTell(mirror.userId)).toBeNull();
	const birth = await readFact(mirror, 'birth');
	expect(await recogniseMirror(mirror)).toBe(birth);
	await mirror.delete();
	mirror = again();
	await recogniseMirror(mirror);
	expect(lossToTell(mirror.userId)).toBe('nothing');
	const stop = markUnsent(mirror);
	await save();
	stop();
	await mirror.delete();
	mirror = again();
	await recogniseMirror(mirror);
	expect(lossToTell(mirror.userId)).toBe('unsent');
});

test('what is unsent is marked before a write of it resolves', async () => {
	await recogniseMirror(mirror);
	const stop = markUnsent(mirror);
	await save();
	expect(marked()).toContain('"unsent":true');
	await mirror.outbox.clear();
	await expect.poll(marked).toContain('"unsent":false');
	await mirror.edits.put({ messageId: 'm', chatId: 'one', content, updatedAt: 1 });
	expect(marked()).toContain('"unsent":true');
	await mirror.edits.clear();
	await expect.poll(marked).toContain('"unsent":false');
	stop();
	await sendMessage(mirror, { chatId: 'two', content, replyTo: null });
	expect(marked()).toContain('"unsent":false');
});

test('the empty mirror that stands where one was cleared says nothing of what was in that', async () => {
	await recogniseMirror(mirror);
	const stop = markUnsent(mirror);
	await save();
	await Dexie.delete(mirror.name);
	// This tab opens it again by itself, and writes before it has noticed.
	await mirror.facts.put({ name: 'rev', value: 1 });
	const n = await mirror.outbox.add({
		event: 'message.read',
		key: 'read:one',
		chatId: 'one',
		at: 1,
		holdUntil: 0,
		state: 'waiting',
		payload: { chatId: 'one', messageId: 'm' }
	} as never);
	await mirror.outbox.delete(n);
	await seenEmpty();
	expect(marked()).toContain('"unsent":true');
	stop();
	await recogniseMirror(mirror);
	expect(lossToTell(mirror.userId)).toBe('unsent');
});
