import { z } from 'zod';
import { errorCodes } from '../../src/lib/protocol/errors.ts';

// What the server checks by code and no schema can say is told here for those who read. Nothing is parsed by these.

/** `bold`, `italic`, `strike`, `code`, or `link` with its `href`: http, https or mailto. */
export const documentMark = z.object({
	type: z.string(),
	attrs: z.record(z.string(), z.unknown()).optional()
});

/** `paragraph`, `heading`, `blockquote`, `codeBlock`, `bulletList`, `orderedList`, `listItem`, `hardBreak`, `mention` or `text`. */
export const documentNode = z.object({
	type: z.string(),
	attrs: z.record(z.string(), z.unknown()).optional(),
	get content() {
		return z.array(documentNode).optional();
	},
	marks: z.array(documentMark).optional(),
	text: z.string().optional()
});

/** What a person wrote, in the form of Tiptap and ProseMirror. */
export const document = z.object({ type: z.literal('doc'), content: z.array(documentNode).optional() });

/**
 * What accompanies an answer: on which sides of a page there is more, in the sense of `before` and `after` in what was asked;
 * how many things the whole list has; the server's time; or the id under which the log knows a fault.
 */
export const meta = z.object({
	requestId: z.string().optional(),
	hasBefore: z.boolean().optional(),
	hasAfter: z.boolean().optional(),
	lastSeq: z.int().optional(),
	total: z.int().optional(),
	now: z.int().optional()
});

/**
 * A refusal. `issues` name the faults of a payload, `current` is the winner of a `stale` write, `retryAfterMs` the time to
 * wait. A `cursor` among the faults is of a time before the server was restored from a backup: ask anew without one, and send
 * again what was sent since `current.lostSince`.
 */
export const failure = z.strictObject({
	ok: z.literal(false),
	error: z.strictObject({
		code: z.enum(Object.keys(errorCodes) as (keyof typeof errorCodes)[]),
		message: z.string(),
		issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
		current: z.unknown().optional(),
		retryAfterMs: z.int().optional()
	}),
	meta: meta.optional()
});

/** The answer to an event, whichever it is. */
export const reply = z.union([
	z.strictObject({ ok: z.literal(true), data: z.unknown(), meta: meta.optional() }),
	failure
]);
