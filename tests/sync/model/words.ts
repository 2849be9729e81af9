import type { Document } from '../../../src/lib/protocol/document/document.ts';
import { plainText } from '../../../src/lib/protocol/document/plain-text.ts';

/** The words of a document, one a paragraph; each is typed once in a whole run. */
export function wordsOf(document: Document | null): string[] {
	return document ? (plainText(document).match(/<\d+word\d+>/g) ?? []) : [];
}

/** A document that says these words, or `null` for none. */
export function saying(words: string[]): Document | null {
	if (words.length === 0) return null;
	const paragraphs = words.map((word) => ({ type: 'paragraph', content: [{ type: 'text', text: word }] }));
	return { type: 'doc', content: paragraphs };
}
