import type { Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
import { BulletList, ListItem, OrderedList } from '@tiptap/extension-list';
import { Mention } from '@tiptap/extension-mention';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { isSafeHref } from './safe-href.ts';

/** A link keeps its address alone; how it opens is decided where it is shown. */
const PlainLink = Link.extend({
	addAttributes() {
		return { href: { default: null } };
	}
}).configure({
	openOnClick: false,
	autolink: true,
	defaultProtocol: 'https',
	HTMLAttributes: { target: '_blank', rel: 'noopener noreferrer nofollow' },
	isAllowedUri: (url) => isSafeHref(url)
});

/** A mention keeps who is meant and the name at the time of writing. */
const PlainMention = Mention.extend({
	addAttributes() {
		return { id: { default: null }, label: { default: null } };
	}
});

/** Everything a document may consist of: the editor builds on it, and the server's check is made of it. */
export const documentExtensions: Extensions = [
	Document,
	Paragraph,
	Text,
	HardBreak,
	Heading.configure({ levels: [1, 2, 3, 4, 5, 6] }),
	Blockquote,
	BulletList,
	OrderedList,
	ListItem,
	CodeBlock,
	Bold,
	Italic,
	Strike,
	Code,
	PlainLink,
	PlainMention
];
