import type { Editor } from '@tiptap/core';
import type { Document } from '../../protocol/document/document.ts';
import { plainText } from '../../protocol/document/plain-text.ts';
import { defaultLimits } from '../../protocol/limits.ts';
import { isReadable } from '../../protocol/readable.ts';

/** The words in an editor, whether there is anything to read, and how many characters are too many to send. */
export function measureText(editor: Editor | null): { text: string; blank: boolean; surplus: number } {
	const text = editor ? plainText(editor.getJSON() as Document) : '';
	const max = defaultLimits.textCharactersMax;
	const surplus = text.length > max ? Math.max(0, [...text].length - max) : 0;
	return { text, blank: !isReadable(text), surplus };
}
