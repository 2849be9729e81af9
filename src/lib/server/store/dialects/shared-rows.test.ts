import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SharedRows } from './shared-rows.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const statement = {};
let reads = 0;
const rowsOf = (count: number) => () => {
	reads++;
	return Array.from({ length: count }, (_, n) => ({ n }));
};

test('rows are let go of after a while, and when they are too large', () => {
	const shared = new SharedRows();
	reads = 0;
	const first = shared.find(statement, ['a'], rowsOf(2));
	expect(shared.find(statement, ['a'], rowsOf(2))).toBe(first);
	expect(reads).toBe(1);
	vi.advanceTimersByTime(10_000);
	expect(shared.find(statement, ['a'], rowsOf(2))).not.toBe(first);
	expect(reads).toBe(2);
	shared.find(statement, ['b'], () => [
		{ body_sealed: new Uint8Array(2 ** 24) },
		{ title: 'x'.repeat(2 ** 24) }
	]);
	shared.find(statement, ['a'], rowsOf(2));
	expect(reads).toBe(3);
});

test('an empty list is known, too, and a value is told from a text that looks like it', () => {
	const shared = new SharedRows();
	reads = 0;
	expect(shared.find(statement, [1], rowsOf(0))).toEqual([]);
	expect(shared.find(statement, [1], rowsOf(1))).toEqual([]);
	expect(shared.find(statement, ['1'], rowsOf(1))).toEqual([{ n: 0 }]);
	expect(reads).toBe(2);
});

test('what was read of another commit is not given', () => {
	const shared = new SharedRows();
	shared.readAt(1);
	const first = shared.find(statement, [], rowsOf(1));
	shared.readAt(1);
	expect(shared.find(statement, [], rowsOf(1))).toBe(first);
	shared.readAt(2);
	expect(shared.find(statement, [], rowsOf(1))).not.toBe(first);
});
