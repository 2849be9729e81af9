import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import { z } from 'zod';

const base64url = z.string().regex(/^[\w-]*$/, 'must be base64url');
const bytes = base64url.max(16_000, 'is too long');
const id = base64url.min(1, 'must not be empty').max(1_400, 'is too long');

const common = {
	id,
	rawId: id,
	type: z.literal('public-key'),
	authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional()
};

/** A new passkey as the browser tells it (WebAuthn Level 3, 5.1.1: RegistrationResponseJSON). Unknown parts are left out. */
export const registrationShape = z
	.object({
		...common,
		response: z.object({
			clientDataJSON: bytes,
			attestationObject: bytes,
			transports: z.array(z.string().max(32)).max(10).optional()
		})
	})
	.transform((value) => ({ ...value, clientExtensionResults: {} }) as RegistrationResponseJSON);

/** A passkey's signature as the browser tells it (AuthenticationResponseJSON). Unknown parts are left out. */
export const assertionShape = z
	.object({
		...common,
		response: z.object({
			clientDataJSON: bytes,
			authenticatorData: bytes,
			signature: bytes,
			userHandle: bytes.nullish()
		})
	})
	.transform((value) => ({ ...value, clientExtensionResults: {} }) as AuthenticationResponseJSON);
