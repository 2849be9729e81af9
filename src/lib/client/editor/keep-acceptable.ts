import { Extension } from '@tiptap/core';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { cleanWords } from '../../protocol/document/clean-words.ts';
import { flatten } from './flatten.ts';

/**
 * Whatever text comes into the box, by pasting above all, becomes what the server takes: one that looks right and is
 * refused for something that nobody can see would stay on this device for ever.
 */
export const KeepAcceptable = Extension.create({
	name: 'keepAcceptable',

	addProseMirrorPlugins() {
		return [
			new Plugin({
				props: { transformPastedText: (text) => cleanWords(text, '\n') },
				appendTransaction: (transactions, _before, state) =>
					transactions.some((transaction) => transaction.docChanged) ? repair(state) : null
			})
		];
	}
});

function repair({ schema, tr }: EditorState): Transaction | null {
	flatten(tr);
	const flattened = tr.steps.length;
	tr.doc.descendants((node, pos) => {
		const text = withoutControls(node.text ?? '');
		if (!node.isText || text === node.text) return;
		const from = tr.mapping.slice(flattened).map(pos);
		tr.replaceWith(from, from + node.nodeSize, text ? schema.text(text, node.marks) : []);
	});
	return tr.docChanged ? tr : null;
}

/** Half an emoji stays: its other half may be the next key. */
function withoutControls(text: string): string {
	return text.isWellFormed() ? cleanWords(text, ' ') : text;
}
