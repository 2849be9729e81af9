import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChatRow } from '../mirror/rows.ts';
import { SortedChats } from './sorted-chats.ts';

const change = fc.record({
	id: fc.integer({ min: 0, max: 30 }).map((n) => `c${n}`),
	rank: fc.constantFrom<ChatRow['rank'][]>(-1, 0, 1),
	activeAt: fc.integer({ min: 0, max: 10 }),
	unread: fc.integer({ min: 0, max: 3 })
});

type Change = { id: string; rank: ChatRow['rank']; activeAt: number; unread: number };

function rows(changes: Change[], rev: number): ChatRow[] {
	return changes.map((one, index) => ({ ...one, rev: rev + index }) as ChatRow);
}

describe('the sorted chats', () => {
	test('stand row by row as a full sort would put them', () => {
		fc.assert(
			fc.property(fc.array(fc.array(change, { maxLength: 80 }), { maxLength: 8 }), (batches) => {
				const sorted = new SortedChats();
				const latest = new Map<string, Change>();
				let rev = 1;
				for (const batch of batches) {
					sorted.take(rows(batch, rev));
					rev += batch.length;
					for (const one of batch) latest.set(one.id, one);
				}
				const shown = [...latest.values()].filter((one) => one.rank >= 0);
				const order = (one: Change) => [-one.rank, -one.activeAt] as const;
				shown.sort(
					(a, b) => order(a)[0] - order(b)[0] || order(a)[1] - order(b)[1] || (a.id < b.id ? 1 : -1)
				);
				expect(sorted.list.map((row) => row.id)).toEqual(shown.map((one) => one.id));
				expect(sorted.unreadTotal).toBe(shown.reduce((sum, one) => sum + one.unread, 0));
			})
		);
	});

	test('keep the newer row when an older reading comes late', () => {
		const sorted = new SortedChats();
		const [older, newer] = rows(
			[
				{ id: 'c', rank: 0, activeAt: 1, unread: 0 },
				{ id: 'c', rank: 0, activeAt: 2, unread: 5 }
			],
			1
		) as [ChatRow, ChatRow];
		sorted.take([newer]);
		sorted.take([older]);
		expect(sorted.byId('c')).toBe(newer);
		expect(sorted.unreadTotal).toBe(5);
	});
});
