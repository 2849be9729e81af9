import { plainText } from '../../../src/lib/protocol/document/plain-text.ts';
import type { Document } from './wire.ts';

/** Plain words as a document: a paragraph for each line. */
export function text(words: string): Document {
	const paragraphs = words.split(/\r?\n/).map((line) => ({
		type: 'paragraph',
		...(line === '' ? {} : { content: [{ type: 'text', text: line }] })
	}));
	return { type: 'doc', content: paragraphs };
}

/** The words of a document without their formatting: a line for each block, a mention as `@name`. */
export function plain(content: Document | null): string {
	return content === null ? '' : plainText(content);
}
