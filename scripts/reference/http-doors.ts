import { z } from 'zod';
import { auditFilter } from '../../src/lib/protocol/audit.ts';
import { user } from '../../src/lib/protocol/entities.ts';
import type { ErrorCode } from '../../src/lib/protocol/errors.ts';
import { permission, serverRole } from '../../src/lib/protocol/server-roles.ts';
import { id, time } from '../../src/lib/protocol/shapes.ts';
import { passwordShape } from '../../src/lib/server/auth/change-password.ts';
import { confirmationShape } from '../../src/lib/server/auth/confirm-session.ts';
import { signInShape, signUpShape } from '../../src/lib/server/auth/credentials.ts';
import { assertionShape } from '../../src/lib/server/auth/factors/passkey-shapes.ts';
import { firstCodeShape, passkeyShape, proofShape } from '../../src/lib/server/auth/factors/wishes.ts';
import { inviteShape } from '../../src/lib/server/auth/invites.ts';
import { resetShape } from '../../src/lib/server/auth/reset-password.ts';

/** An address that is no event: what it takes, as its route parses it, and what it answers. */
export type HttpDoor = {
	summary: string;
	/** Whether it is for who is signed in. */
	signedIn: boolean;
	body?: z.ZodType;
	query?: z.ZodObject;
	/** What stands in the envelope of a success; where it is no envelope, the type of the content. */
	answer: z.ZodType | `${string}/${string}`;
	/** Besides those of `commonAt`. */
	errors: ErrorCode[];
};

const nothing = z.strictObject({});
const ended = z.strictObject({ ended: z.int().nonnegative() });
const welcome = z.strictObject({ user, device: z.strictObject({ id, name: z.string() }) });
const recoveryCodes = z.strictObject({ recoveryCodes: z.array(z.string()) });
/** WebAuthn Level 3: the browser knows what to do with it. */
const webAuthnOptions = z.looseObject({ challenge: z.string() });

/** To who is signed in; a session that has to be confirmed first gets `reauth_required`. */
const signedIn = ['unauthenticated', 'reauth_required'] satisfies ErrorCode[];
/** Where the present password is asked for. */
const proving = [...signedIn, 'forbidden', 'rate_limited'] satisfies ErrorCode[];

/** What any address may answer. One that changes something is `forbidden` to a request from another site. */
export function commonAt(method: string): ErrorCode[] {
	if (method === 'GET') return ['unavailable', 'internal'];
	return ['invalid_data', 'forbidden', 'too_large', 'unavailable', 'internal'];
}

/** All routes but the one that leads to the events: `METHOD address`. */
export const httpDoors: Record<string, HttpDoor> = {
	'POST /api/v1/users': {
		summary:
			'Signs up and in. The first account owns the server; later ones need an invite, unless the server is open.',
		signedIn: false,
		body: signUpShape,
		answer: welcome,
		errors: ['forbidden', 'conflict', 'rate_limited']
	},
	'POST /api/v1/session': {
		summary:
			'Signs in, and sets the cookie of the session. `reauth_required` asks for the `code` of the second step.',
		signedIn: false,
		body: signInShape,
		answer: welcome,
		errors: ['unauthenticated', 'reauth_required', 'rate_limited']
	},
	'GET /api/v1/session': {
		summary: 'Tells who is signed in, on which device, and what their role on the server allows.',
		signedIn: true,
		answer: welcome.extend({ role: serverRole, permissions: z.array(permission) }),
		errors: signedIn
	},
	'DELETE /api/v1/session': {
		summary: 'Signs out.',
		signedIn: true,
		answer: nothing,
		errors: ['unauthenticated']
	},
	'POST /api/v1/session/confirm': {
		summary:
			'Lets a session in again whose device looks otherwise than before: with a code, or the password of who has no second factor.',
		signedIn: true,
		body: confirmationShape,
		answer: nothing,
		errors: proving
	},
	'POST /api/v1/session/passkey': {
		summary: 'Begins to sign in with a passkey: what `navigator.credentials.get` takes.',
		signedIn: false,
		answer: webAuthnOptions,
		errors: ['rate_limited']
	},
	'PUT /api/v1/session/passkey': {
		summary: 'Signs in with what the passkey answered.',
		signedIn: false,
		body: assertionShape,
		answer: welcome,
		errors: ['unauthenticated']
	},
	'POST /api/v1/invites': {
		summary: 'Makes an invite: for one use and a week, where nothing else is said.',
		signedIn: true,
		body: inviteShape,
		answer: z.strictObject({ token: z.string(), url: z.string(), expiresAt: time.nullable() }),
		errors: [...signedIn, 'forbidden']
	},
	'POST /api/v1/password': {
		summary: 'Takes another password, and ends the sessions elsewhere.',
		signedIn: true,
		body: passwordShape,
		answer: ended,
		errors: proving
	},
	'POST /api/v1/password/reset': {
		summary: 'Takes a new password of who was sent a link, once.',
		signedIn: false,
		body: resetShape,
		answer: nothing,
		errors: ['forbidden', 'rate_limited']
	},
	'GET /api/v1/devices': {
		summary: 'Lists where this person is signed in, this device first.',
		signedIn: true,
		answer: z.array(
			z.strictObject({
				id,
				name: z.string(),
				since: time,
				lastSeenAt: time,
				place: z.string().nullable(),
				current: z.boolean()
			})
		),
		errors: signedIn
	},
	'DELETE /api/v1/devices': {
		summary: 'Signs this person out everywhere else.',
		signedIn: true,
		answer: ended,
		errors: signedIn
	},
	'DELETE /api/v1/devices/{deviceId}': {
		summary: 'Signs this person out on one device.',
		signedIn: true,
		answer: ended,
		errors: [...signedIn, 'not_found']
	},
	'GET /api/v1/factors': {
		summary: 'Tells what this person is asked for besides the password.',
		signedIn: true,
		answer: z.strictObject({
			totpSince: time.nullable(),
			recoveryCodes: z.int().nonnegative(),
			passkeys: z.array(
				z.strictObject({ id: z.string(), name: z.string(), createdAt: time, lastUsedAt: time.nullable() })
			)
		}),
		errors: signedIn
	},
	'POST /api/v1/factors/totp': {
		summary: 'Makes the secret of an authenticator app; nothing is asked of anybody yet.',
		signedIn: true,
		body: proofShape,
		answer: z.strictObject({ secret: z.string(), address: z.string() }),
		errors: [...proving, 'conflict']
	},
	'PUT /api/v1/factors/totp': {
		summary: 'Shows that the app works by its first code, which is asked for from now on.',
		signedIn: true,
		body: firstCodeShape,
		answer: recoveryCodes,
		errors: [...signedIn, 'conflict', 'rate_limited']
	},
	'DELETE /api/v1/factors/totp': {
		summary: 'Asks for no code of the app any more.',
		signedIn: true,
		body: proofShape,
		answer: nothing,
		errors: [...proving, 'not_found']
	},
	'POST /api/v1/factors/passkeys': {
		summary: 'Begins to make a passkey: what `navigator.credentials.create` takes.',
		signedIn: true,
		body: proofShape,
		answer: webAuthnOptions,
		errors: [...proving, 'conflict']
	},
	'PUT /api/v1/factors/passkeys': {
		summary: 'Adds the passkey that the browser has made.',
		signedIn: true,
		body: passkeyShape,
		answer: recoveryCodes,
		errors: [...signedIn, 'conflict']
	},
	'DELETE /api/v1/factors/passkeys/{id}': {
		summary: 'Removes a passkey.',
		signedIn: true,
		body: proofShape,
		answer: nothing,
		errors: [...proving, 'not_found']
	},
	'POST /api/v1/factors/recovery-codes': {
		summary: 'Makes ten new recovery codes, which are shown this once.',
		signedIn: true,
		body: proofShape,
		answer: recoveryCodes,
		errors: [...proving, 'conflict']
	},
	'GET /api/v1/audit': {
		summary: 'The audit record as a file: one JSON object a line, the newest first.',
		signedIn: true,
		query: auditFilter,
		answer: 'application/x-ndjson',
		errors: [...signedIn, 'forbidden']
	},
	'GET /healthz': {
		summary: 'Whether the process is alive.',
		signedIn: false,
		answer: 'text/plain',
		errors: []
	},
	'GET /readyz': {
		summary: 'Whether the hub is open and the store takes what people write; 503 otherwise.',
		signedIn: false,
		answer: z.strictObject({ ready: z.literal(true) }),
		errors: []
	},
	'GET /metrics': {
		summary:
			'What the server counts of itself, for Prometheus: to the machine itself, or with the token that was set.',
		signedIn: false,
		answer: 'text/plain',
		errors: ['not_found']
	}
};
