import { describe, expect, it } from 'vitest';
import { countReaders, readersInWords } from './readers.ts';

function words(readSeqs: number[], more: { kind?: 'direct' | 'group' | 'self'; memberCount?: number } = {}) {
	const members = [7, ...readSeqs].map((readSeq, index) => ({
		userId: `u${index}`,
		role: 'member' as const,
		readSeq
	}));
	const chat = { kind: 'group' as const, memberCount: members.length, ...more, members };
	return readersInWords(countReaders(chat, 'u0', 5));
}

describe('the readers of a message', () => {
	it('are told by their number in a group, without oneself', () => {
		expect(words([4, 4])).toBe('Sent');
		expect(words([4, 5, 9, 0, 0])).toBe('Read by 2 of 5');
		expect(words([5, 9])).toBe('Read by all');
	});

	it('are the other one alone in a direct chat, and nobody in notes to oneself', () => {
		expect(words([5], { kind: 'direct' })).toBe('Read');
		expect(words([4], { kind: 'direct' })).toBe('Sent');
		expect(words([], { kind: 'self' })).toBe('Sent');
	});

	it('are not counted where the device does not know all members', () => {
		expect(words([5, 5], { memberCount: 500 })).toBe('Read by some');
		expect(words([4, 4], { memberCount: 500 })).toBe('Sent');
	});

	it('are none as long as a message has no place', () => {
		const members = [{ userId: 'u1', role: 'member' as const, readSeq: 9 }];
		expect(countReaders({ kind: 'group', memberCount: 2, members }, 'u0', null).read).toBe(0);
	});
});
