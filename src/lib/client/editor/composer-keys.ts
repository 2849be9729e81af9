import { Extension } from '@tiptap/core';

export type ComposerKeysOptions = {
	/** Enter sends and Shift+Enter breaks the line, or the other way round. */
	enterSends: boolean;
	send: () => void;
};

/** The key that sends, except where Enter makes the next line of a list or of code; Mod+Enter sends everywhere. */
export const ComposerKeys = Extension.create<ComposerKeysOptions>({
	name: 'composerKeys',
	// Before the lists' and the code block's own Enter, and the line break's Mod+Enter.
	priority: 1000,

	addOptions() {
		return { enterSends: true, send: () => undefined };
	},

	addKeyboardShortcuts() {
		const send = () => {
			this.options.send();
			return true;
		};
		const inLines = () => this.editor.isActive('codeBlock') || this.editor.isActive('listItem');
		return {
			Enter: () => this.options.enterSends && !inLines() && send(),
			'Shift-Enter': () => !this.options.enterSends && send(),
			'Mod-Enter': send
		};
	}
});
