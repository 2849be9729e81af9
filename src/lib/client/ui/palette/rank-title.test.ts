import { expect, test } from 'vitest';
import { bestOf, rankTitle } from './rank-title.ts';

test('a name that begins like what was typed fits best, then one of its words, then a part of one', () => {
	expect(rankTitle('Boats and nets', 'boa')).toBe(0);
	expect(rankTitle('Ana, Ben', 'ben')).toBe(1);
	expect(rankTitle('Lifeboats', 'boat')).toBe(2);
	expect(rankTitle('Ships', 'boat')).toBeNull();
	expect(rankTitle('Ships', '  ')).toBe(0);
});

test('the best are listed first, and among equals the order stays', () => {
	const titles = ['Lifeboats', 'The boats', 'Boats', 'Ships', 'Boats of 1900'];
	expect(bestOf(titles, 'boat', (title) => title, 3)).toEqual(['Boats', 'Boats of 1900', 'The boats']);
});
