import { z } from 'zod';
import { cleanText } from '../../protocol/shapes.ts';

const username = z
	.string()
	.trim()
	.regex(
		/^[a-z0-9][a-z0-9._-]{1,31}$/i,
		'must be 2 to 32 letters, digits, dots, dashes or underscores, and begin with a letter or digit'
	);

const newPassword = z
	.string()
	.min(8, 'must be at least 8 characters long')
	.max(512, 'must be at most 512 characters long');

const displayName = cleanText
	.trim()
	.min(1, 'must not be empty')
	.max(64, 'must be at most 64 characters long')
	.refine((value) => !/[\r\n]/.test(value), 'must be one line');

/** What a person types to sign in. `code` is the second factor's, where one is set. */
export const signInShape = z.strictObject({
	username: z.string().trim().min(1, 'must not be empty').max(100, 'is too long'),
	password: z.string().min(1, 'must not be empty').max(512, 'is too long'),
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
