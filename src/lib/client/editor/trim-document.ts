import type { Document, DocumentNode } from '../../protocol/document/document.ts';

/** The document without empty paragraphs and line breaks at its ends: nobody means to send those. */
export function trimDocument(document: Document): Document {
	const blocks = document.content ?? [];
	const from = blocks.findIndex((block) => !isEmpty(block));
	const to = blocks.findLastIndex((block) => !isEmpty(block));
	if (from < 0) return document;
	return { ...document, content: blocks.slice(from, to + 1).map(trimBreaks) };
}

function isEmpty(block: DocumentNode): boolean {
	return block.type === 'paragraph' && (block.content ?? []).every((child) => child.type === 'hardBreak');
}

function trimBreaks(block: DocumentNode, index: number, blocks: DocumentNode[]): DocumentNode {
	if (block.type !== 'paragraph' || !block.content) return block;
	const inline = block.content;
	const isText = (node: DocumentNode) => node.type !== 'hardBreak';
	const from = index === 0 ? inline.findIndex(isText) : 0;
	const to = index === blocks.length - 1 ? inline.findLastIndex(isText) + 1 : inline.length;
	return { ...block, content: inline.slice(from, to) };
}
