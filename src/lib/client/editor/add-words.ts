import { cleanWords } from '../../protocol/document/clean-words.ts';
import type { Document, DocumentNode } from '../../protocol/document/document.ts';

/** The document with plain words behind its text: in its last paragraph, or in one of their own. `\n` breaks the line. */
export function addWords(content: Document | null, words: string): Document {
	const blocks = content?.content ?? [];
	const last = blocks.at(-1);
	const goesOn = last?.type === 'paragraph';
	const paragraph = { type: 'paragraph', content: [...((goesOn && last.content) || []), ...inline(words)] };
	return { type: 'doc', content: [...(goesOn ? blocks.slice(0, -1) : blocks), paragraph] };
}

function inline(words: string): DocumentNode[] {
	return cleanWords(words, '\n')
		.split('\n')
		.flatMap((line, index) => [
			...(index > 0 ? [{ type: 'hardBreak' }] : []),
			...(line === '' ? [] : [{ type: 'text', text: line }])
		]);
}
