import { describe, expect, test } from 'vitest';
import type { Presence } from '../../protocol/entities.ts';
import { timeOfDay } from './calendar.ts';
import { presenceWords, statusWord, typingWords } from './presence-words.ts';

const noon = new Date(2026, 5, 15, 12, 0).getTime();
const minute = 60_000;
const hour = 60 * minute;

const presence = (status: Presence['status'], lastSeenAt: number | null = null): Presence => ({
	userId: 'ana',
	status,
	lastSeenAt
});
const lastSeen = (time: number) => presenceWords(presence('offline', time), noon);

test.each([
	['active', 'online'],
	['away', 'away'],
	['dnd', 'do not disturb']
] as const)('somebody %s is “%s”', (status, words) => {
	expect(presenceWords(presence(status, noon), noon)).toBe(words);
	expect(statusWord(presence(status, noon))).toBe(words);
});

test('nothing is said of who is not known, or hides when they were last seen', () => {
	expect(presenceWords(undefined, noon)).toBe('');
	expect(presenceWords(presence('offline'), noon)).toBe('');
	expect(statusWord(presence('offline', noon))).toBe('');
});

describe('last seen', () => {
	test.each([
		[20_000, 'just now'],
		[minute, '1 minute ago'],
		[5 * minute + 30_000, '5 minutes ago'],
		[59 * minute, '59 minutes ago'],
		[hour, '1 hour ago'],
		[11 * hour, '11 hours ago']
	])('%i ms ago', (ms, words) => expect(lastSeen(noon - ms)).toBe(`last seen ${words}`));

	test('yesterday and before that comes with its day', () => {
		expect(lastSeen(noon - 20 * hour)).toBe(`last seen yesterday at ${timeOfDay(noon - 20 * hour)}`);
		expect(lastSeen(noon - 72 * hour)).toMatch(/^last seen on .*12/);
		expect(lastSeen(noon - 400 * 24 * hour)).toMatch(/2025/);
	});

	test('is never yet to come', () => {
		expect(lastSeen(noon + 23 * hour)).toBe('last seen just now');
	});
});

test.each([
	[[], ''],
	[['Ana'], 'Ana is typing…'],
	[['Ana', 'Ben'], 'Ana and Ben are typing…'],
	[['Ana', 'Ben', 'Carl'], 'Ana, Ben and Carl are typing…'],
	[['Ana', 'Ben', 'Carl', 'Dora'], 'Several people are typing…']
])('%j: “%s”', (names, words) => expect(typingWords(names)).toBe(words));
