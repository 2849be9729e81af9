import type { Document } from './document.ts';

/** What closes the last text of a document, the nodes around it and the document itself. */
const closing = /"\}(?:\]\})*$/;

/** Whether `next` is `earlier`, formatting included, with nothing or more behind it. */
export function goesOnFrom(next: Document, earlier: Document): boolean {
	const [from, to] = [JSON.stringify(earlier), JSON.stringify(next)];
	const opening = from.replace(closing, '');
	return opening !== from && to.startsWith(opening);
}
