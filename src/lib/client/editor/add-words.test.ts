import { expect, it } from 'vitest';
import { addWords } from './add-words.ts';

const paragraph = (...content: object[]) => ({ type: 'paragraph', content }) as never;
const text = (words: string) => ({ type: 'text', text: words });

it('begins a document with the words, and breaks the line where they do', () => {
	expect(addWords(null, 'one\n\ntwo')).toEqual({
		type: 'doc',
		content: [paragraph(text('one'), { type: 'hardBreak' }, { type: 'hardBreak' }, text('two'))]
	});
});

it('goes on in the last paragraph, formatting kept', () => {
	const bold = { type: 'text', text: 'bold', marks: [{ type: 'bold' }] };
	expect(addWords({ type: 'doc', content: [paragraph(bold)] }, ' and on')).toEqual({
		type: 'doc',
		content: [paragraph(bold, text(' and on'))]
	});
});

it('takes a paragraph of its own behind a block that is none', () => {
	const code = { type: 'codeBlock', content: [text('x')] };
	expect(addWords({ type: 'doc', content: [code] }, 'words').content).toEqual([
		code,
		paragraph(text('words'))
	]);
});

it('leaves out what no document may hold', () => {
	expect(addWords(null, 'a\u0000b\u000bc')).toEqual({
		type: 'doc',
		content: [paragraph(text('ab'), { type: 'hardBreak' }, text('c'))]
	});
});
