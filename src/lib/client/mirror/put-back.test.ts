import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { rebuildMirror } from '../intents/rebuild-mirror.ts';
import { saveDraft } from '../intents/save-draft.ts';
import { sendMessage } from '../intents/send-message.ts';
import { Mirror } from './mirror.ts';
import { putBack } from './put-back.ts';

const text = (words: string): Document => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

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
const words = async () => [
	(await mirror.drafts.toArray()).map(({ content }) => content),
	(await mirror.outbox.toArray()).map(({ key, event }) => [key, event]),
	(await mirror.messages.toArray()).map(({ content, state }) => [content, state])
];

async function write() {
	await saveDraft(mirror, { chatId: 'one', content: text('Half'), replyTo: null, holdMs: 0 });
	await sendMessage(mirror, { chatId: 'two', content: text('Whole'), replyTo: null });
}

test('what was not sent is in the new mirror, under the ids that it had', async () => {
	await write();
	const before = await words();
	mirror.close();
	await rebuildMirror(mirror.userId);
	mirror = again();
	await putBack(mirror);
	expect(await words()).toEqual(before);
});

test('a crash after the new mirror has it does not bring back what was sent since', async () => {
	await write();
	mirror.close();
	await rebuildMirror(mirror.userId);
	const kept = new Map(stored);
	mirror = again();
	await putBack(mirror);
	await mirror.outbox.clear();
	for (const [key, value] of kept) stored.set(key, value);
	await putBack(mirror);
	expect(await mirror.outbox.count()).toBe(0);
});

test('nothing is removed when there is no room to keep what was not sent', async () => {
	await write();
	mirror.close();
	vi.stubGlobal('localStorage', {
		setItem: () => {
			throw new DOMException('Full.', 'QuotaExceededError');
		}
	});
	await expect(rebuildMirror(mirror.userId)).rejects.toThrow('Full.');
	mirror = again();
	expect(await mirror.drafts.count()).toBe(1);
});
