import { expect, test } from 'vitest';
import { withReaction } from './with-reaction.ts';

const anas = { emoji: '👍', userIds: ['ana'] };
const both = { emoji: '👍', userIds: ['ana', 'ben'] };
const ship = { emoji: '⛵', userIds: ['ben'] };

test.each([
	['the first of its kind', [anas], { emoji: '⛵', on: true, userId: 'ben' }, [anas, ship]],
	['one more of a kind', [anas, ship], { emoji: '👍', on: true, userId: 'ben' }, [both, ship]],
	['one less of a kind', [both, ship], { emoji: '👍', on: false, userId: 'ben' }, [anas, ship]],
	['the last of its kind', [anas, ship], { emoji: '👍', on: false, userId: 'ana' }, [ship]]
])('%s', (_, before, change, after) => {
	expect(withReaction(before, change)).toEqual(after);
});

test('what is there already, or not there to take off, leaves the very same list', () => {
	const list = [anas];
	expect(withReaction(list, { emoji: '👍', on: true, userId: 'ana' })).toBe(list);
	expect(withReaction(list, { emoji: '👍', on: false, userId: 'ben' })).toBe(list);
});
