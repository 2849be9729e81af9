import { expect, test } from 'vitest';
import { isTrusted } from './device-policies.ts';

const week = 7 * 24 * 60 * 60 * 1000;

test.each([
	{ standing: 'own', age: 0, trusted: true },
	{ standing: 'new', age: week - 1, trusted: false },
	{ standing: 'new', age: week, trusted: true },
	{ standing: 'foreign', age: 10 * week, trusted: false },
	{ standing: null, age: 10 * week, trusted: false }
] as const)('a device that is $standing for $age ms: $trusted', ({ standing, age, trusted }) => {
	expect(isTrusted({ standing, standing_at: 1_000 }, 1_000 + age)).toBe(trusted);
});

test('a device that nobody knows, or of unknown age, is not trusted', () => {
	expect(isTrusted(undefined, week)).toBe(false);
	expect(isTrusted({ standing: 'new', standing_at: null }, week)).toBe(false);
});
