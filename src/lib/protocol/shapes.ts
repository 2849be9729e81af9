import { z } from 'zod';
import { idPattern } from './ids.ts';

/** A UUIDv7; upper case is taken and lowered, so that one id has one spelling. */
export const id = z
	.string()
	.regex(idPattern, 'must be a UUIDv7')
	.transform((value) => value.toLowerCase());

/** The last time that a Date can tell: https://tc39.es/ecma262/#sec-time-values-and-time-range. */
const timeMax = 8.64e15;

/** Milliseconds since the epoch, by the server's clock. */
export const time = z
	.int()
	.nonnegative()
	.refine((ms) => ms <= timeMax, 'must be a time that a calendar has');

/** The place of a message in its chat, dense from 1. */
export const seq = z.int().nonnegative();

/** Of one draft, title, chat or message: one more at every accepted change, deletion included; it never goes back. */
export const version = z.int().nonnegative();

/** Opaque: "everything up to here is in my mirror". */
export const cursor = z.string().min(1).max(200);

// eslint-disable-next-line no-control-regex -- the control characters are what is looked for
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/** Text that every store and screen can hold: no lone surrogates and no control characters but tab and line breaks. */
export const cleanText = z
	.string()
	.refine((value) => value.isWellFormed(), 'must be well-formed Unicode')
	.refine((value) => !controls.test(value), 'must hold no control characters');

/** One emoji as people see it, of Unicode's list (UTS #51, RGI set); in NFC, so that one emoji has one spelling. */
export const emoji = z
	.string()
	.max(64)
	.transform((value) => value.normalize('NFC'))
	.refine((value) => /^\p{RGI_Emoji}$/v.test(value), 'must be one emoji');

/** A string with a limit of the contract: over it is `too_large`, not `invalid_data`. Counted in code points. */
export function limitedText(charactersMax: number) {
	return cleanText
		.superRefine((value, context) => {
			if (value.length > charactersMax && [...value].length > charactersMax) {
				context.addIssue(tooLarge(`must hold at most ${charactersMax} characters`));
			}
		})
		.meta({ maxLength: charactersMax });
}

/** A list with a limit of the contract: over it is `too_large`. */
export function limitedList<Item extends z.ZodType>(item: Item, max: number) {
	return z
		.array(item)
		.superRefine((value, context) => {
			if (value.length > max) context.addIssue(tooLarge(`must hold at most ${max} entries`));
		})
		.meta({ maxItems: max });
}

/** An issue that the parser answers with `too_large`. */
export function tooLarge(message: string, path: PropertyKey[] = []) {
	return { code: 'custom' as const, message, path, params: { tooLarge: true } };
}
