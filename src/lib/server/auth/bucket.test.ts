import { expect, test } from 'vitest';
import { Bucket } from './bucket.ts';

let now = 0;
const make = () => new Bucket({ perSecond: 10, burst: 3 }, () => now);

test('a bucket gives its burst at once, then so many a second', () => {
	const bucket = make();
	expect([bucket.take(), bucket.take(), bucket.take(), bucket.take()]).toEqual([0, 0, 0, 100]);
	now += 100;
	expect([bucket.take(), bucket.take()]).toEqual([0, 100]);
});

test('what is spent on credit is owed for as long as it takes to refill', () => {
	const bucket = make();
	bucket.spend(13);
	expect(bucket.debtMs()).toBe(1000);
	now += 999;
	expect(bucket.debtMs()).toBe(1);
	now += 2;
	expect(bucket.debtMs()).toBe(0);
});

test('a clock that is set back takes no tokens away', () => {
	const bucket = make();
	now -= 3_600_000;
	expect(bucket.take()).toBe(0);
});
