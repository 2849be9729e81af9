import { expect, test } from 'vitest';
import { sizeWords } from './size-words.ts';

test.each([
	[0, 'less than 0.1 MB'],
	[99_999, 'less than 0.1 MB'],
	[150_000, '0.1 MB'],
	[12_340_000, '12.3 MB'],
	[50_000_000, '50 MB'],
	[612_400_000, '612 MB'],
	[999_960_000, '1000 MB'],
	[1_000_000_000, '1 GB'],
	[2_345_000_000, '2.3 GB']
])('%i bytes are %s', (bytes, words) => {
	expect(sizeWords(bytes)).toBe(words);
});
