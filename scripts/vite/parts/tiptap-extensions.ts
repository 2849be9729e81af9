import type { Parts } from '../without-parts.ts';

/** Links that no click in the box opens, and that are not written as in Markdown: both are off. What a link keeps is said in `documentExtensions`. */
export const tiptapLink: Parts = {
	file: /\/@tiptap\/extension-link\/dist\/index\.js$/,
	emptied: ['isAllowedUri'],
	cut: ['Link.onCreate', 'Link.onDestroy', 'Link.addAttributes', 'Link.addInputRules'],
	replaced: [
		['if (this.options.markdownLinks) return', 'if (false) return'],
		[
			`		plugins.push(clickHandler({
			type: this.type,
			editor: this.editor,
			openOnClick: this.options.openOnClick === "whenNotEditable" ? true : this.options.openOnClick,
			enableClickSelection: this.options.enableClickSelection
		}));
`,
			''
		]
	]
};

/** What `documentExtensions` puts something else in the place of: lists count with numbers alone, and none is made of pasted text. */
export const tiptapOrderedList: Parts = {
	file: /\/@tiptap\/extension-list\/dist\/ordered-list\/index\.js$/,
	emptied: ['detectMarkerType', 'fromRoman', 'fromAlpha', 'cssListStyleTypeToHtmlType'],
	cut: ['OrderedList.addProseMirrorPlugins']
};

/** In code, Tab goes on to the next control, as everywhere. */
export const tiptapCodeBlock: Parts = {
	file: /\/@tiptap\/extension-code-block\/dist\/index\.js$/,
	cut: ['CodeBlock.Tab', 'CodeBlock.Shift-Tab']
};
