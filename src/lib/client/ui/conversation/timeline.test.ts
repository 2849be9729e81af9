import { describe, expect, it } from 'vitest';
import { timeline } from './timeline.ts';

const at = (hour: number, minute: number, day = 20) => new Date(2026, 10, day, hour, minute).getTime();
let count = 0;
const message = (senderId: string, createdAt: number, seq: number | null = null) => ({
	id: String(++count),
	senderId,
	createdAt,
	seq
});

describe('timeline', () => {
	it('groups messages of one person within five minutes of the one before', () => {
		const entries = timeline(
			[message('a', at(9, 0)), message('a', at(9, 5)), message('a', at(9, 11)), message('b', at(9, 11))],
			{ me: 'me', newAfter: null }
		);
		expect(entries.map((entry) => entry.startsGroup)).toEqual([true, false, true, true]);
	});

	it('draws a day line at the first message and wherever the date changes, and starts a group there', () => {
		const entries = timeline([message('a', at(23, 59)), message('a', at(0, 1, 21))], {
			me: 'me',
			newAfter: null
		});
		expect(entries.map((entry) => entry.newDay)).toEqual([true, true]);
		expect(entries[1]?.startsGroup).toBe(true);
	});

	it('marks the first unread message of someone else, once', () => {
		const entries = timeline(
			[
				message('a', at(9, 0), 4),
				message('me', at(9, 1), 5),
				message('a', at(9, 2), 6),
				message('a', at(9, 2), 7)
			],
			{ me: 'me', newAfter: 4 }
		);
		expect(entries.map((entry) => entry.firstNew)).toEqual([false, false, true, false]);
		expect(entries[2]?.startsGroup).toBe(true);
	});

	it('marks nothing when everything was read', () => {
		const entries = timeline([message('a', at(9, 0), 4)], { me: 'me', newAfter: null });
		expect(entries.some((entry) => entry.firstNew)).toBe(false);
	});

	it('keeps a group together when the clocks of device and server disagree', () => {
		const entries = timeline([message('me', at(9, 4), 1), message('me', at(9, 2))], {
			me: 'me',
			newAfter: null
		});
		expect(entries[1]?.startsGroup).toBe(false);
	});
});
