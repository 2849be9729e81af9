import { Extension } from '@tiptap/core';

export type ComposerKeysOptions = {
	/** Enter sends and Shift+Enter breaks the line, or the other way round. */
	enterSends: boolean;
	send: () => void;
	/** What Escape does, where there is something to leave. */
	leave?: () => void;
	/** What ↑ does in an empty box; answers whether it did anything. */
	editLast?: () => boolean;
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
			'Mod-Enter': send,
			ArrowUp: () => this.editor.isEmpty && (this.options.editLast?.() ?? false),
			Escape: () => {
				this.options.leave?.();
				return this.options.leave !== undefined;
			}
		};
	}
});
