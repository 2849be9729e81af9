import { describe, expect, it } from 'vitest';
import { forwardTargets } from './forward-targets.ts';

const chat = (title: string, activeAt: number, more: object = {}) => ({
	title,
	activeAt,
	archived: false,
	myRole: 'member' as const,
	writers: 'all' as const,
	...more
});

const chats = [
	chat('Pinned long ago', 1),
	chat('Boats', 3),
	chat('Old boats', 2, { archived: true }),
	chat('News', 4, { writers: 'admins' }),
	chat('My news', 5, { writers: 'admins', myRole: 'admin' })
];
const found = (query: string) => forwardTargets(chats, query, ({ title }) => title).map(({ title }) => title);

describe('forwardTargets', () => {
	it('lists the chats that one may write in, the latest first', () => {
		expect(found('')).toEqual(['My news', 'Boats', 'Pinned long ago']);
	});

	it('finds any of them by a part of the title, also one that was put aside', () => {
		expect(found(' BOATS')).toEqual(['Boats', 'Old boats']);
		expect(found('news')).toEqual(['My news']);
	});
});
