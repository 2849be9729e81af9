import { z } from 'zod';
import { shownName, username } from '../../protocol/accounts.ts';

export const newPassword = z
	.string()
	.min(8, 'must be at least 8 characters long')
	.max(512, 'must be at most 512 characters long');

export const password = z.string().min(1, 'must not be empty').max(512, 'is too long');

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
	displayName: shownName,
	invite: z.string().max(200).optional()
});

export type SignIn = z.output<typeof signInShape>;
export type SignUp = z.output<typeof signUpShape>;
