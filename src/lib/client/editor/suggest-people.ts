import type { Editor } from '@tiptap/core';
import { Suggestion } from '@tiptap/suggestion';
import { focusEditor } from './focus-editor.ts';

/** Who is meant, and the name to show. */
export type Mentioned = { id: string; label: string };

/** What offers people while a name is typed behind "@". */
export type MentionDesk = {
	/** Offers those whom `query` fits; `choose` puts one of them in its place. Called at every key. */
	offer(query: string, choose: (who: Mentioned) => void): void;
	/** Looks for more of them; called after a pause. */
	seek(query: string): void;
	/** No name is typed any more. */
	close(): void;
	/** Answers whether the key was for the list. */
	pressed(event: KeyboardEvent): boolean;
	/** Whether the box has the focus. */
	attend(focused: boolean): void;
};

const pauseMs = 150;

/** What may stand before "@", besides nothing: an address of mail is no mention. */
const allowedPrefixes = [' ', '\u00a0', '(', '"', '“', '„', '«'];

/** From now on makes a mention of "@" and a name in this editor, one that is typed already included. */
export function suggestPeople(editor: Editor, desk: MentionDesk): void {
	desk.attend(editor.isFocused);
	editor.on('focus', () => desk.attend(true));
	editor.on('blur', () => desk.attend(false));
	// Its Enter and Escape go before those of the box.
	editor.registerPlugin(pluginOf(editor, desk), (plugin, others) => [plugin, ...others]);
	// It looks at the words with a transaction.
	editor.view.dispatch(editor.state.tr);
}

function pluginOf(editor: Editor, desk: MentionDesk) {
	return Suggestion<never, Mentioned>({
		editor,
		allowedPrefixes,
		debounce: pauseMs,
		allow: ({ state, range }) => {
			const { parent } = state.doc.resolve(range.from);
			const mention = state.schema.nodes.mention;
			return !!mention && !!parent.type.contentMatch.matchType(mention) && !editor.isActive('code');
		},
		items: ({ query }) => {
			desk.seek(query);
			return [];
		},
		command: ({ range, props }) => {
			// A space that is there already is not doubled.
			const spaced = editor.state.doc.resolve(range.to).nodeAfter?.text?.startsWith(' ');
			const mention = { type: 'mention', attrs: props };
			const to = range.to + (spaced ? 1 : 0);
			editor
				.chain()
				.insertContentAt({ from: range.from, to }, [mention, { type: 'text', text: ' ' }])
				.run();
			focusEditor(editor);
		},
		render: () => ({
			onStart: ({ query, command }) => desk.offer(query, command),
			onUpdate: ({ query, command }) => desk.offer(query, command),
			onExit: () => desk.close(),
			onKeyDown: ({ event }) => desk.pressed(event)
		})
	});
}
