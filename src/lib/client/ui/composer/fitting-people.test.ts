import { describe, expect, it } from 'vitest';
import type { User } from '../../../protocol/entities.ts';
import { fittingPeople } from './fitting-people.ts';

const person = (displayName: string, username: string): User => ({
	id: username,
	username,
	displayName,
	avatarUrl: null,
	bot: false,
	disabled: false
});

const people = [
	person('Ben Okafor', 'ben'),
	person('José Anaya', 'pepe'),
	person('Ana Ruiz', 'ana'),
	person('Marie-Anne Roux', 'mar')
];
const found = (query: string) => fittingPeople(people, query).map((user) => user.username);

describe('fittingPeople', () => {
	it('lists everybody by name before a letter is typed', () => {
		expect(found('')).toEqual(['ana', 'ben', 'pepe', 'mar']);
	});

	it('puts names that begin with the letters before words of names, and those before any part', () => {
		expect(found('an')).toEqual(['ana', 'pepe', 'mar']);
		expect(found('oka')).toEqual(['ben']);
		expect(found('kaf')).toEqual(['ben']);
	});

	it('minds neither case nor accents, and finds usernames', () => {
		expect(found('JOSE')).toEqual(['pepe']);
		expect(found('pep')).toEqual(['pepe']);
		expect(found('nobody')).toEqual([]);
	});
});
