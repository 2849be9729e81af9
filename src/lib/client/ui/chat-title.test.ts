import { describe, expect, it } from 'vitest';
import { chatTitle } from './chat-title.ts';

const names: Record<string, string> = { a: 'Ana', b: 'Ben', c: 'Cleo', d: 'Dov', e: 'Eli', f: 'Fay' };
const nameOf = (id: string) => names[id] ?? '?';

function chat(kind: 'direct' | 'group' | 'self', ids: string[], title: string | null = null) {
	const members = ids.map((userId) => ({ userId, role: 'member' as const, readSeq: 0 }));
	return { kind, title, members, memberCount: ids.length };
}

describe('chatTitle', () => {
	it('calls a direct chat by the other person', () => {
		expect(chatTitle(chat('direct', ['a', 'b']), 'a', nameOf)).toBe('Ben');
	});

	it('prefers the title of a group', () => {
		expect(chatTitle(chat('group', ['a', 'b', 'c'], 'Garden'), 'a', nameOf)).toBe('Garden');
	});

	it('names the members of a group without a title', () => {
		expect(chatTitle(chat('group', ['a', 'b', 'c']), 'a', nameOf)).toBe('Ben, Cleo');
	});

	it('counts the members that it does not name', () => {
		expect(chatTitle(chat('group', ['a', 'b', 'c', 'd', 'e', 'f']), 'a', nameOf)).toBe(
			'Ben, Cleo, Dov, Eli and 1 more'
		);
	});

	it('says so when nobody else is there', () => {
		expect(chatTitle(chat('group', ['a']), 'a', nameOf)).toBe('Just you');
		expect(chatTitle(chat('self', ['a']), 'a', nameOf)).toBe('Notes to self');
	});
});
