import { Editor } from '@tiptap/core';
import { ListKeymap } from '@tiptap/extension-list/keymap';
import { UndoRedo } from '@tiptap/extensions/undo-redo';
import { TextSelection } from '@tiptap/pm/state';
import { documentExtensions } from '../../protocol/document/extensions.ts';
import type { Document } from '../../protocol/document/document.ts';
import { blankDocument } from './blank-document.ts';
import type { Caret } from './caret-memory.ts';
import { ComposerKeys, type ComposerKeysOptions } from './composer-keys.ts';
import { KeepAcceptable } from './keep-acceptable.ts';
import { ShowPlaceholder } from './show-placeholder.ts';
import { WatchForNames } from './watch-for-names.ts';

export type EditorOptions = ComposerKeysOptions & {
	/** Where the editor's own element is put; must be empty. What it stands in scrolls when the text grows too long, and nothing else does. */
	element: HTMLElement;
	content: Document | null;
	caret: Caret | null;
	/** The first name is perhaps being typed: see `suggestPeople`. Called while the editor is made, too. */
	onName: () => void;
	/** Asked anew with every transaction. */
	placeholder: () => string;
	/** The person has changed the text. */
	onChange: () => void;
	/** Text, selection or marks have changed: whoever shows them looks again. */
	onTransaction: () => void;
	onBlur: () => void;
};

/** The composer's editor, not focused yet. The caller destroys it. */
export function createEditor(options: EditorOptions): Editor {
	const { element, content, onName, placeholder, enterSends, send, leave, editLast } = options;
	const box = element.parentElement;
	const editor = new Editor({
		element,
		content: content ?? blankDocument,
		// The page allows no style elements; app.css has these rules.
		injectCSS: false,
		extensions: [
			...documentExtensions,
			KeepAcceptable,
			UndoRedo,
			ListKeymap,
			ShowPlaceholder.configure({ words: placeholder }),
			WatchForNames.configure({ found: onName }),
			ComposerKeys.configure({
				enterSends,
				send,
				...(leave ? { leave } : {}),
				...(editLast ? { editLast } : {})
			})
		],
		editorProps: {
			attributes: {
				role: 'textbox',
				'aria-label': 'Message',
				'aria-multiline': 'true',
				'aria-autocomplete': 'list',
				'aria-haspopup': 'listbox',
				autocapitalize: 'sentences',
				// What the key of a phone's keyboard says.
				enterkeyhint: enterSends ? 'send' : 'enter',
				class: 'rich min-h-6 outline-none'
			},
			// After each key ProseMirror asks for the place of every element around the box, to bring the caret into view.
			handleScrollToSelection: () => !box || box.scrollHeight <= box.clientHeight
		},
		onUpdate: options.onChange,
		onTransaction: options.onTransaction,
		onBlur: options.onBlur
	});
	placeCaret(editor, options.caret);
	return editor;
}

/** Replaces the text without calling `onChange`, and leaves the cursor where it was as far as that place exists. */
export function replaceText(editor: Editor, content: Document | null): void {
	const { from, to } = editor.state.selection;
	editor.commands.setContent(content ?? blankDocument, { emitUpdate: false });
	placeCaret(editor, { from, to });
}

function placeCaret(editor: Editor, caret: Caret | null): void {
	const { doc, tr } = editor.state;
	const place = (at: number) => doc.resolve(Math.max(0, Math.min(at, doc.content.size)));
	const { from, to } = caret ?? { from: doc.content.size, to: doc.content.size };
	editor.view.dispatch(tr.setSelection(TextSelection.between(place(from), place(to))));
}
