import { expect, test } from 'vitest';
import type { OutboxRow } from '../mirror/rows.ts';
import { fillFrame } from './fill-frame.ts';

const row = (n: number, characters = 1) =>
	({ n, event: 'message.send', payload: { words: 'x'.repeat(characters) } }) as unknown as OutboxRow;

const lanes = (rows: OutboxRow[][]) => new Map(rows.map((list, lane) => [String(lane), list]));
const taken = (frame: Map<string, OutboxRow[]>) => [...frame.values()].flat().map(({ n }) => n);

test('a frame takes lanes from their front, up to so many rows', () => {
	const all = lanes([
		[row(1), row(2)],
		[row(3), row(4)]
	]);
	expect(taken(fillFrame(all, 3))).toEqual([1, 2, 3]);
	expect(taken(fillFrame(all, 200))).toEqual([1, 2, 3, 4]);
});

test('a frame stays under the size that the server reads, but takes one in any case', () => {
	const big = 200_000;
	expect(taken(fillFrame(lanes([[row(1, big), row(2, big)]]), 200))).toEqual([1]);
	expect(taken(fillFrame(lanes([[row(1, 400_000), row(2)]]), 200))).toEqual([1]);
});
