import { plainText } from '../../../protocol/document/plain-text.ts';
import type { Document } from '../../../protocol/document/document.ts';

/** The first words of a text, on one line. */
export function firstWords(document: Document): string {
	return plainText(document).replace(/\s+/g, ' ').trim().slice(0, 160);
}
