import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** What an empty box says; app.css shows it. `words` is asked anew with every transaction. */
export const ShowPlaceholder = Extension.create<{ words: () => string }>({
	name: 'showPlaceholder',

	addOptions() {
		return { words: () => '' };
	},

	addProseMirrorPlugins() {
		return [
			new Plugin({
				props: {
					decorations: ({ doc }) => {
						const block = doc.firstChild;
						if (doc.childCount !== 1 || !block?.isTextblock || block.content.size > 0) return null;
						const look = { class: 'is-editor-empty', 'data-placeholder': this.options.words() };
						return DecorationSet.create(doc, [Decoration.node(0, block.nodeSize, look)]);
					}
				}
			})
		];
	}
});
