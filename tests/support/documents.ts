import type { Document, DocumentMark } from '$lib/protocol/document/document.ts';

/** A document of one paragraph. */
export function text(words: string, marks: DocumentMark[] = []): Document {
	const node = marks.length > 0 ? { type: 'text', text: words, marks } : { type: 'text', text: words };
	return { type: 'doc', content: [{ type: 'paragraph', content: [node] }] };
}

/** A paragraph within so many quotes. */
export function nested(levels: number): Document {
	let node: Document['content'] = text('deep').content;
	for (let level = 0; level < levels; level++) node = [{ type: 'blockquote', content: node ?? [] }];
	return { type: 'doc', content: node ?? [] };
}
