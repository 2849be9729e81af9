import type { Editor } from '@tiptap/core';

/**
 * Gives the editor the focus at once. Tiptap's own `focus` command waits for the next frame, and a key that is pressed
 * meanwhile goes nowhere.
 */
export function focusEditor(editor: Editor): void {
	editor.view.focus();
	editor.commands.scrollIntoView();
}
