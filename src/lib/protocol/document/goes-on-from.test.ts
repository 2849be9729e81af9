import { expect, test } from 'vitest';
import type { Document } from './document.ts';
import { goesOnFrom } from './goes-on-from.ts';

const text = (...paragraphs: string[]): Document => ({
	type: 'doc',
	content: paragraphs.map((words) => ({ type: 'paragraph', content: [{ type: 'text', text: words }] }))
});

test('a text goes on from one that stands at its beginning', () => {
	expect(goesOnFrom(text('Half a thought'), text('Half'))).toBe(true);
	expect(goesOnFrom(text('Half', 'a thought'), text('Half'))).toBe(true);
	expect(goesOnFrom(text('say "hi" to [x]} and more'), text('say "hi" to [x]}'))).toBe(true);
});

test('it does not when a character of it is gone', () => {
	expect(goesOnFrom(text('Half'), text('Half a thought'))).toBe(false);
	expect(goesOnFrom(text('ab'), text('a]'))).toBe(false);
	expect(goesOnFrom(text('ab'), text('a"'))).toBe(false);
	expect(goesOnFrom(text('a\nb'), text('a"'))).toBe(false);
	expect(goesOnFrom(text('Other', 'a thought'), text('Half', 'a'))).toBe(false);
});

test('it does not when its formatting is gone', () => {
	const bold: Document = {
		type: 'doc',
		content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Half', marks: [{ type: 'bold' }] }] }]
	};
	expect(goesOnFrom(text('Half a thought'), bold)).toBe(false);
});
