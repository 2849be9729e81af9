import type { Document } from '../../src/lib/protocol/document/document.ts';

/** So long is what everybody writes, in bytes. */
const bodyBytes = 200;
const words = 'Ink dries slowly, and paper is patient. '.repeat(5);

/** A document of 200 bytes of text, as people write it here. It begins with `#note#`, by which it is known again. */
export function bodyOf(note = ''): Document {
	const text = `#${note}# ${words}`.slice(0, bodyBytes);
	return { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

const mark = Buffer.from('"text":"#');
const end = '#'.charCodeAt(0);

/** The notes of all the documents in a frame, in order. */
export function notesIn(frame: Buffer): string[] {
	const notes: string[] = [];
	for (let at = frame.indexOf(mark); at >= 0; at = frame.indexOf(mark, at + mark.length))
		notes.push(frame.toString('latin1', at + mark.length, frame.indexOf(end, at + mark.length)));
	return notes;
}
