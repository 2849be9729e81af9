import { isReadable } from '../readable.ts';
import type { DocumentNode } from './document.ts';

const blocks = new Set([
	'paragraph',
	'heading',
	'codeBlock',
	'blockquote',
	'listItem',
	'bulletList',
	'orderedList'
]);

/** The text of a document without its formatting: blocks and line breaks become `\n`, a mention `@label`. */
export function plainText(node: DocumentNode): string {
	if (node.type === 'text') return node.text ?? '';
	if (node.type === 'hardBreak') return '\n';
	if (node.type === 'mention') return `@${mentionName(node)}`;
	let text = '';
	for (const child of node.content ?? []) {
		if (text !== '' && blocks.has(child.type) && !text.endsWith('\n')) text += '\n';
		text += plainText(child);
	}
	return text;
}

/** Whether there is nothing to read in it. */
export function isBlank(node: DocumentNode): boolean {
	return !isReadable(plainText(node));
}

function mentionName({ attrs }: DocumentNode): string {
	const name = attrs?.label ?? attrs?.id;
	return typeof name === 'string' ? name : '';
}
