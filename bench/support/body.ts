import type { Document } from '../../src/lib/protocol/document/document.ts';

/** What is written everywhere: 200 bytes of text. */
export const words = 'Ink dries slowly, and paper is patient. '.repeat(5);

/** The same, as people write it here. */
export const body: Document = {
	type: 'doc',
	content: [{ type: 'paragraph', content: [{ type: 'text', text: words.trimEnd().padEnd(200, '.') }] }]
};
