import { InputRule, type Attributes, type Extensions } from '@tiptap/core';
import { Blockquote } from '@tiptap/extension-blockquote';
import { Bold } from '@tiptap/extension-bold';
import { Code } from '@tiptap/extension-code';
import { CodeBlock } from '@tiptap/extension-code-block';
import { Document } from '@tiptap/extension-document';
import { HardBreak } from '@tiptap/extension-hard-break';
import { Heading } from '@tiptap/extension-heading';
import { Italic } from '@tiptap/extension-italic';
import { Link } from '@tiptap/extension-link';
// The whole of that package would bring lists of tasks into the browser.
import { BulletList } from '@tiptap/extension-list/bullet-list';
import { ListItem } from '@tiptap/extension-list/item';
import { OrderedList } from '@tiptap/extension-list/ordered-list';
import { Mention } from '@tiptap/extension-mention';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Strike } from '@tiptap/extension-strike';
import { Text } from '@tiptap/extension-text';
import { idPattern } from '../ids.ts';
import { acceptableLanguage, acceptableStart } from './attribute-rules.ts';
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

/**
 * A mention keeps who is meant and the name at the time of writing. One of another app, pasted, stays as its words. Who
 * may be chosen is the editor's matter, see `client/editor/mentioning.ts`.
 */
const PlainMention = Mention.extend({
	addAttributes() {
		const { id = {}, label = {} } = (this.parent?.() ?? {}) as Attributes;
		return { id, label };
	},
	parseHTML() {
		const isPerson = (element: HTMLElement) => idPattern.test(element.dataset.id ?? '') && null;
		return [{ tag: `span[data-type="${this.name}"]`, getAttrs: isPerson }];
	},
	addProseMirrorPlugins: () => []
});

/**
 * A long number with a dot, say of a phone, is no place in a list: it would vanish. Nor is a letter with a dot at the
 * beginning of a pasted line, as in "J. Smith". A list that counts with letters is pasted as one that counts with
 * numbers, which is what the screens show.
 */
const PlainOrderedList = OrderedList.extend({
	addAttributes() {
		const { start = {}, type = {} } = (this.parent?.() ?? {}) as Attributes;
		return { start: only(acceptableStart, start), type: { ...type, parseHTML: () => null } };
	},
	addInputRules() {
		return (this.parent?.() ?? []).map(({ handler }) => new InputRule({ find: /^(\d{1,9})\.\s$/, handler }));
	},
	addProseMirrorPlugins: () => []
});

const PlainCodeBlock = CodeBlock.extend({
	addAttributes() {
		const { language = {} } = (this.parent?.() ?? {}) as Attributes;
		return { language: only(acceptableLanguage, language) };
	}
});

/** An attribute that takes from pasted HTML what the server takes alone. */
function only(acceptable: (value: unknown) => unknown, attribute: Attributes[string]): Attributes[string] {
	return { ...attribute, parseHTML: (element) => acceptable(attribute?.parseHTML?.(element)) };
}

/** Everything a document may consist of: the editor builds on it, and the server's check is made of it. */
export const documentExtensions: Extensions = [
	Document,
	Paragraph,
	Text,
	HardBreak,
	Heading.configure({ levels: [1, 2, 3, 4, 5, 6] }),
	Blockquote,
	BulletList,
	PlainOrderedList,
	ListItem,
	PlainCodeBlock,
	Bold,
	Italic,
	Strike,
	Code,
	PlainLink,
	PlainMention
];
