import type { Document } from '../../src/lib/protocol/document/document.ts';

/** So long is what everybody writes, in bytes. */
const bodyBytes = 200;
const words = 'Ink dries slowly, and paper is patient. '.repeat(5);

/** 200 bytes of text that neither JSON nor XML has to escape. It begins with `#note#`, by which it is known again. */
export function bodyText(note = ''): string {
	return `#${note}# ${words}`.slice(0, bodyBytes);
}

/** The same as a document, as people write it here. */
export function bodyOf(note?: string): Document {
	const content = [{ type: 'text' as const, text: bodyText(note) }];
	return { type: 'doc', content: [{ type: 'paragraph', content }] };
}

/** How a text begins in JSON. */
export const inJson = Buffer.from('"text":"#');
const end = '#'.charCodeAt(0);

/** The notes of all the texts in a frame, in order. `mark`: how a text begins there, its `#` included. */
export function notesIn(frame: Buffer, mark: Buffer): string[] {
	const notes: string[] = [];
	for (let at = frame.indexOf(mark); at >= 0; at = frame.indexOf(mark, at + mark.length))
		notes.push(frame.toString('latin1', at + mark.length, frame.indexOf(end, at + mark.length)));
	return notes;
}
