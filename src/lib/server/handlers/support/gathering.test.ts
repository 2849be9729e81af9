import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Gathering } from './gathering.ts';

/** Who has gone on, in that order, in groups of one turn each. */
function watch(gathering: Gathering) {
	const gone: string[] = [];
	const join = (name: string) => void gathering.join().then(() => gone.push(name));
	return { gone, join };
}

test('who comes alone goes on in the next turn', async () => {
	const { gone, join } = watch(new Gathering());
	for (const name of ['one', 'two']) {
		join(name);
		await setImmediate();
		expect(gone).not.toContain(name);
		await setImmediate();
		expect(gone).toContain(name);
	}
	expect(gone).toEqual(['one', 'two']);
});

test('as long as each turn brings another they wait, and go on in the order in which they came', async () => {
	const { gone, join } = watch(new Gathering());
	for (const name of ['a', 'b', 'c']) {
		join(name);
		await setImmediate();
		expect(gone).toEqual([]);
	}
	await setImmediate();
	expect(gone).toEqual(['a', 'b', 'c']);
});

test('nobody waits for more than a group, however many come', async () => {
	const { gone, join } = watch(new Gathering());
	const waited: number[] = [];
	for (let turn = 0; turn < 100; turn++) {
		join(String(turn));
		await setImmediate();
		waited.push(turn + 1 - gone.length);
	}
	expect(Math.max(...waited)).toBeLessThanOrEqual(16);
	await setImmediate();
	await setImmediate();
	expect(gone).toEqual(Array.from({ length: 100 }, (_, turn) => String(turn)));
});

test('many of one turn go on at once', async () => {
	const { gone, join } = watch(new Gathering());
	for (let n = 0; n < 50; n++) join(String(n));
	await setImmediate();
	// More than a group: they need not wait for another turn.
	expect(gone).toHaveLength(50);
});
