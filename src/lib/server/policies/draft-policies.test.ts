import { expect, test } from 'vitest';
import { keepsEarlier } from './draft-policies.ts';

const long = 'A text of some length, which took a while to write.';

test.each([
	['typing on', 'Hello', 'Hello Ben', true, false],
	['a correction', 'Helo Ben', 'Hello Ben', true, false],
	['a large cut', long, 'A text', true, true],
	['another text in its place', long, 'No', true, true],
	['a small cut', 'Hello Ben', 'Hello', true, false],
	['another text of the same length', 'See you at dawn', 'Bring the boats', true, true],
	['another device that goes on', 'Hello', 'Hello Ben', false, false],
	['another device that writes something else', 'Hello', 'Help', false, true],
	['an empty text', '  ', 'Hello', false, false]
])('%s', (_, earlier, next, sameDevice, kept) => {
	expect(keepsEarlier(earlier, next, { sameDevice })).toBe(kept);
});
