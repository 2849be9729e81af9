import { describe, expect, it } from 'vitest';
import { chatLines } from './chat-groups.ts';

const now = new Date(2026, 10, 21, 9, 0).getTime();
const on = (month: number, day: number, hour = 12, year = 2026) =>
	new Date(year, month - 1, day, hour).getTime();
const chat = (id: string, activeAt: number, pinned = false) => ({ id, activeAt, pinned });

function words(chats: ReturnType<typeof chat>[]) {
	return chatLines(chats, now).map((line) => (line.kind === 'heading' ? line.text : line.chat.id));
}

describe('chatLines', () => {
	it('heads each run of chats once', () => {
		const chats = [
			chat('a', on(11, 21, 8)),
			chat('b', on(11, 21, 1)),
			chat('c', on(11, 20, 23)),
			chat('d', on(11, 15))
		];
		expect(words(chats)).toEqual(['Today', 'a', 'b', 'Yesterday', 'c', 'Last 7 days', 'd']);
	});

	it('puts what is older under its month, with the year when it is another', () => {
		expect(words([chat('a', on(11, 13)), chat('b', on(12, 30, 12, 2025))])).toEqual([
			'November',
			'a',
			'December 2025',
			'b'
		]);
	});

	it('keeps pinned chats under a heading of their own, however old', () => {
		expect(words([chat('p', on(1, 1), true), chat('a', on(11, 21, 1))])).toEqual([
			'Pinned',
			'p',
			'Today',
			'a'
		]);
	});

	it('counts a clock that runs ahead as today', () => {
		expect(words([chat('a', on(11, 22))])).toEqual(['Today', 'a']);
	});

	it('gives every line a key of its own', () => {
		const lines = chatLines([chat('a', on(11, 21, 1)), chat('b', on(11, 20)), chat('c', on(11, 21, 2))], now);
		expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
	});
});
