import { expect, test } from 'vitest';
import { newRecoveryCodes, readRecoveryCode } from './recovery-codes.ts';

test('ten codes, all different, are read as they are shown', () => {
	const codes = newRecoveryCodes();
	expect(new Set(codes).size).toBe(10);
	for (const code of codes) {
		expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){2}$/);
		expect(readRecoveryCode(code)).toBe(code.replaceAll('-', ''));
	}
});

test('a code is read however it is spaced and written, with letters for the digits that they look like', () => {
	expect(readRecoveryCode(' 7K2M X9PD o3HL')).toBe('7k2mx9pd03h1');
});

test.each(['', '123456', '7k2m-x9pd-03h', '7k2m-x9pd-03htt', '7k2m-x9pd-03hu', 'ääää-ääää-ääää'])(
	'%j is none',
	(typed) => expect(readRecoveryCode(typed)).toBeNull()
);
