import { Extension } from '@tiptap/core';

/** A name that is looked for has no space in it, and one knows whom it means before that. */
const charactersMax = 100;

/** Tells once that the cursor stands behind an "@": what offers people comes only then. */
export const WatchForNames = Extension.create<{ found: () => void }, { told: boolean }>({
	name: 'watchForNames',

	addOptions() {
		return { found: () => undefined };
	},

	addStorage() {
		return { told: false };
	},

	onTransaction() {
		if (this.storage.told) return;
		const { parent, parentOffset: end } = this.editor.state.selection.$from;
		const words = parent.textBetween(Math.max(0, end - charactersMax), end, null, ' ');
		if (!words.includes('@')) return;
		this.storage.told = true;
		this.options.found();
	}
});
