import type { Document } from '../../protocol/document/document.ts';

/** An empty text. Tiptap makes one of `null` and of '' by parsing HTML, which the page forbids (Trusted Types). */
export const blankDocument: Document = { type: 'doc', content: [{ type: 'paragraph' }] };
