import { expect, test } from 'vitest';
import { losesWords } from './loses-words.ts';

const long = 'A text of some length, which took a while to write.';

test.each([
	['typing on', 'Hello', 'Hello Ben', false],
	['typing in front', 'Ben', 'Hello Ben', false],
	['a correction', 'Helo', 'Hello', false],
	['a correction in the middle', 'I said helo to Ben', 'I said hello to Ben', false],
	['a word taken out', 'Hello dear Ben', 'Hello Ben', false],
	['a large cut', long, 'A text', true],
	['another text in its place', long, 'No', true],
	['another text of the same length', long, long.split('').reverse().join(''), true],
	['a long stretch written over in the middle', `Dear Ben, ${long} Ana`, 'Dear Ben, see you. Ana', true],
	['a short text written over', 'Yes', 'No', true],
	['nothing in place of a word', 'Yes', '', true],
	['a word in place of nothing', ' ', 'Yes', false]
])('%s', (_, earlier, next, loses) => {
	expect(losesWords(earlier, next)).toBe(loses);
});
