import { describe, expect, it } from 'vitest';
import type { Document, DocumentNode } from '../../protocol/document/document.ts';
import { trimDocument } from './trim-document.ts';

const text = (words: string): DocumentNode => ({ type: 'text', text: words });
const paragraph = (...content: DocumentNode[]): DocumentNode =>
	content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
const lineBreak: DocumentNode = { type: 'hardBreak' };
const doc = (...content: DocumentNode[]): Document => ({ type: 'doc', content });

describe('trimDocument', () => {
	it('drops empty paragraphs at both ends and keeps those between', () => {
		const trimmed = trimDocument(
			doc(paragraph(), paragraph(text('a')), paragraph(), paragraph(text('b')), paragraph())
		);
		expect(trimmed).toEqual(doc(paragraph(text('a')), paragraph(), paragraph(text('b'))));
	});

	it('drops line breaks at both ends and keeps those between', () => {
		const trimmed = trimDocument(doc(paragraph(lineBreak, text('a'), lineBreak, text('b'), lineBreak)));
		expect(trimmed).toEqual(doc(paragraph(text('a'), lineBreak, text('b'))));
	});

	it('leaves a code block as it is, its line ends included', () => {
		const code = doc({ type: 'codeBlock', content: [text('\na\n')] });
		expect(trimDocument(code)).toEqual(code);
	});
});
