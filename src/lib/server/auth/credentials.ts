import { z } from 'zod';
import { isReadable } from '../../protocol/readable.ts';
import { cleanText } from '../../protocol/shapes.ts';

const username = z
	.string()
	.trim()
	.regex(
		/^[a-z0-9][a-z0-9._-]{1,31}$/i,
		'must be 2 to 32 letters, digits, dots, dashes or underscores, and begin with a letter or digit'
	);

export const newPassword = z
	.string()
	.min(8, 'must be at least 8 characters long')
	.max(512, 'must be at most 512 characters long');

export const password = z.string().min(1, 'must not be empty').max(512, 'is too long');

/** What turns the text after it round: a name with it would change how the words of others beside it read. */
const turns = /[\u202a-\u202e\u2066-\u2069]/;

const displayName = cleanText
	.trim()
	.refine(isReadable, 'must not be empty')
	.max(64, 'must be at most 64 characters long')
	.refine((value) => !/[\r\n\u2028\u2029]/.test(value), 'must be one line')
	.refine((value) => !/[\t\u0080-\u009f]/.test(value), 'must hold no control characters')
	.refine((value) => !turns.test(value), 'must hold no signs that turn the direction of the text');

/** What a person types to sign in. `code` is the second factor's, where one is set. */
export const signInShape = z.strictObject({
	username: z.string().trim().min(1, 'must not be empty').max(100, 'is too long'),
	password,
	code: z.string().max(32).optional()
});

/** What a person types to get an account. */
export const signUpShape = z.strictObject({
	username,
	password: newPassword,
	displayName,
	invite: z.string().max(200).optional()
});

export type SignIn = z.output<typeof signInShape>;
export type SignUp = z.output<typeof signUpShape>;
