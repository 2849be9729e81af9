import { expect, test } from 'vitest';
import { isReadable } from './readable.ts';

test('what nobody can see is nothing to read', () => {
	const unseen = [
		'',
		' \n\t\u00a0\u3000',
		'\u200b',
		'\u200b \u200d\n',
		'\u2060\ufeff\u00ad',
		'\u3164',
		'\u2800',
		'\u202e'
	];
	for (const text of unseen) expect(isReadable(text), JSON.stringify(text)).toBe(false);
});

test('one visible character is enough, whatever is around it', () => {
	for (const text of ['.', '\u200bx', '👍🏽', '❤️', '👩‍👧', 'ی', '1️⃣']) {
		expect(isReadable(text), JSON.stringify(text)).toBe(true);
	}
});
