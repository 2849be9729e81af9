import { z } from 'zod';
import { password } from '../credentials.ts';
import { registrationShape } from './passkey-shapes.ts';

const code = z.string().trim().min(1, 'must not be empty').max(32, 'is too long');

/** What changes who may come in needs the present password. */
export const proofShape = z.strictObject({ password });

/** The first code that an app shows. */
export const firstCodeShape = z.strictObject({ code });

/** A passkey that the browser has made, and what its owner calls it. */
export const passkeyShape = z.strictObject({
	name: z.string().trim().min(1, 'must not be empty').max(64, 'must be at most 64 characters long'),
	response: registrationShape
});
