import { z } from 'zod';
import type { Limits } from '../limits.ts';
import { isReadable } from '../readable.ts';
import { tooLarge } from '../shapes.ts';
import { checkDocument, DocumentFault } from './check-document.ts';
import type { Document } from './document.ts';
import { tooDeepAt } from './measure.ts';
import { plainText } from './plain-text.ts';

/** A document as a client sends it, before anything is known of it. */
export const writtenDocument = z.unknown();

/** A document within the limits: first its depth and bytes, then its nodes, marks and attributes, then its text. */
export function documentOf(limits: Limits, { mayBeBlank }: { mayBeBlank: boolean }) {
	return writtenDocument.transform((json, context): Document => {
		const fault = sizeFault(json, limits);
		if (fault) {
			context.addIssue(fault);
			return z.NEVER;
		}
		try {
			return checkText(checkDocument(json), limits, mayBeBlank, context);
		} catch (error) {
			if (!(error instanceof DocumentFault)) throw error;
			context.addIssue({ code: 'custom', message: error.message, path: error.path });
			return z.NEVER;
		}
	});
}

function sizeFault(json: unknown, limits: Limits) {
	const deep = tooDeepAt(json, limits.documentDepthMax);
	// A path of thousands of steps helps nobody: its beginning says where the nesting starts.
	if (deep)
		return tooLarge(`must be nested at most ${limits.documentDepthMax} levels deep`, deep.slice(0, 20));
	if (isLonger(JSON.stringify(json) ?? '', limits.documentBytesMax)) {
		return tooLarge(`must be at most ${limits.documentBytesMax} bytes of JSON`);
	}
	return null;
}

/** UTF-16 has three bytes of UTF-8 for each of its units at most: nearly always the length says enough. */
function isLonger(text: string, bytesMax: number): boolean {
	return text.length * 3 > bytesMax && new TextEncoder().encode(text).length > bytesMax;
}

function checkText(
	document: Document,
	limits: Limits,
	mayBeBlank: boolean,
	context: z.RefinementCtx
): Document {
	const text = plainText(document);
	if (!mayBeBlank && !isReadable(text)) {
		context.addIssue({ code: 'custom', message: 'must not be empty', path: [] });
	}
	if (text.length > limits.textCharactersMax && [...text].length > limits.textCharactersMax) {
		context.addIssue(tooLarge(`must hold at most ${limits.textCharactersMax} characters`));
	}
	return document;
}
