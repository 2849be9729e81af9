import { z } from 'zod';
import { isReadable } from './readable.ts';
import { cleanText } from './shapes.ts';

/** What an account is called by in mentions and at sign-in. */
export const username = z
	.string()
	.trim()
	.regex(
		/^[a-z0-9][a-z0-9._-]{1,31}$/i,
		'must be 2 to 32 letters, digits, dots, dashes or underscores, and begin with a letter or digit'
	);

/** What turns the text after it round: a name with it would change how the words of others beside it read. */
const turns = /[\u202a-\u202e\u2066-\u2069]/;

/** A name that others read: one line. */
export const shownName = cleanText
	.trim()
	.refine(isReadable, 'must not be empty')
	.max(64, 'must be at most 64 characters long')
	.refine((value) => !/[\r\n\u2028\u2029]/.test(value), 'must be one line')
	.refine((value) => !/[\t\u0080-\u009f]/.test(value), 'must hold no control characters')
	.refine((value) => !turns.test(value), 'must hold no signs that turn the direction of the text');
