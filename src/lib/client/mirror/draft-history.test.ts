import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import type { Document } from '../../protocol/document/document.ts';
import { saveDraft } from '../intents/save-draft.ts';
import { commit } from './commit.ts';
import { keepInHistory } from './draft-history.ts';
import { Mirror } from './mirror.ts';

const chatId = 'chat';
const text = (words: string): Document => ({
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words }] }]
});

test('two tabs that are typed in at once leave two texts in the history, and push out none', async () => {
	const mirror = new Mirror('ana', { indexedDB: new IDBFactory(), IDBKeyRange });
	const yesterdays = { chatId, content: text('Of yesterday'), replyTo: null, deviceId: null };
	await commit(mirror, () => keepInHistory(mirror, { ...yesterdays, reason: 'deleted' }));
	const shown: Record<string, string | null> = { a: null, b: null };
	for (let n = 1; n <= 60; n++) {
		for (const tab of ['a', 'b']) {
			const save = { chatId, content: text(tab.repeat(n)), replyTo: null, holdMs: 0 };
			const { mutationId } = await saveDraft(mirror, { ...save, replaces: shown[tab] ?? null });
			shown[tab] = mutationId;
		}
	}
	const kept = await mirror.draftHistory.orderBy('id').toArray();
	expect(kept.map(({ content }) => content)).toEqual(
		['Of yesterday', 'b'.repeat(59), 'a'.repeat(60)].map(text)
	);
});
