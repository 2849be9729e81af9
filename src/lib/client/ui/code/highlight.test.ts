import fc from 'fast-check';
import { expect, test } from 'vitest';
import { highlight } from './highlight.ts';

const textOf = (code: string, language: string | null) =>
	highlight(code, language)
		?.map(({ text }) => text)
		.join('');

test('code in a language that is named is taken apart', () => {
	const parts = highlight('const ink = "blue"; // dries', 'ts') ?? [];
	expect(parts).toContainEqual({ text: 'const', kind: 'keyword' });
	expect(parts).toContainEqual({ text: '"blue"', kind: 'string' });
	expect(parts).toContainEqual({ text: '// dries', kind: 'comment' });
});

test('a language that is not known, and words that are no code, are left as they are', () => {
	expect(highlight('Dear Ben, the boat leaves at six.', null)).toBeNull();
	expect(highlight('Dear Ben, the boat leaves at six.', 'klingon')).toBeNull();
});

test('no character is lost or added, whatever is written', () => {
	const language = fc.constantFrom('js', 'python', 'xml', 'bash', 'css', null);
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), language, (code, name) => {
			expect(textOf(code, name) ?? code).toBe(code);
		})
	);
});
