import 'fake-indexeddb/auto';
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import type { Message } from '../../protocol/entities.ts';
import { applyPins, readPinned } from './apply-pins.ts';
import { Mirror } from './mirror.ts';
import type { MessageRow } from './rows.ts';

function freshMirror(): Mirror {
	return new Mirror('me', { indexedDB: new IDBFactory(), IDBKeyRange });
}

function row(seq: number, pinnedAt: number | null, version = 1): MessageRow {
	const told = { deletedAt: null, editedAt: null, mentions: [] };
	const message = { id: `m${seq}`, chatId: 'c', seq, pinnedAt, version, ...told };
	return { ...message, place: seq, state: 'sent' } as unknown as MessageRow;
}

const pinnedIn = async (mirror: Mirror) => (await readPinned(mirror, 'c')).map(({ id }) => id);

describe('the pinned messages', () => {
	test('are found without a look at the others, the one that was pinned last first', async () => {
		const mirror = freshMirror();
		await mirror.messages.bulkAdd([row(1, 30), row(2, null), row(3, 10), { ...row(4, 50), chatId: 'other' }]);
		expect(await pinnedIn(mirror)).toEqual(['m1', 'm3']);
	});

	test('are those that the server tells, but for one that was pinned while it was asked', async () => {
		const mirror = freshMirror();
		await mirror.messages.bulkAdd([row(1, 10), row(2, 20), row(3, null)]);
		const before = await readPinned(mirror, 'c');
		await mirror.messages.put(row(3, 30, 2));
		await applyPins(mirror, before, [row(2, 20), row(9, 15)] as unknown as Message[]);
		expect(await pinnedIn(mirror)).toEqual(['m3', 'm2', 'm9']);
	});
});
