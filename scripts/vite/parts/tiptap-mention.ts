import type { Parts } from '../without-parts.ts';

/** A mention without its offer of people, which comes by itself with the first "@", see `client/editor/suggest-people.ts`. */
export const tiptapMention: Parts = {
	file: /\/@tiptap\/extension-mention\/dist\/index\.js$/,
	emptied: ['getSuggestionFromChar'],
	cut: ['Mention.addProseMirrorPlugins'],
	// It does not say that it may be left out where nothing of it is used.
	replaced: [['import { Suggestion } from "@tiptap/suggestion";', '']]
};
