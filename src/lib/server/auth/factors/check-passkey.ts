import {
	verifyAuthenticationResponse,
	type AuthenticationResponseJSON,
	type AuthenticatorTransport
} from '@simplewebauthn/server';
import { refuse } from '../../../protocol/errors.ts';
import { findPasskey, notePasskeyUse } from '../../store/passkeys.ts';
import { findUser, type UserRow } from '../../store/users.ts';
import type { Auth } from '../auth.ts';

/**
 * Whose passkey signed what this server asked for. Finger, face or PIN were asked for on the way, so this is both factors.
 * @throws Refusal `unauthenticated`, the same whatever is wrong with it.
 */
export async function checkPasskey(
	auth: Auth,
	response: AuthenticationResponseJSON,
	origin: string
): Promise<UserRow> {
	const passkey = await findPasskey(auth.store.db, response.id);
	const credential = passkey && {
		id: passkey.id,
		publicKey: new Uint8Array(passkey.public_key),
		counter: passkey.counter,
		transports: JSON.parse(passkey.transports) as AuthenticatorTransport[]
	};
	const counter = credential ? await verify(auth, response, credential, origin) : null;
	const user = passkey && (await findUser(auth.store.db, passkey.user_id));
	if (!passkey || counter === null || !user || user.disabled)
		throw refuse('unauthenticated', 'This passkey does not fit any account here. Please sign in otherwise.');
	await auth.store.write((tx) => notePasskeyUse(tx, passkey.id, counter));
	return user;
}

type Credential = Parameters<typeof verifyAuthenticationResponse>[0]['credential'];

/** Answers the authenticator's new counter, or null where the signature is not what was asked for. */
async function verify(
	auth: Auth,
	response: AuthenticationResponseJSON,
	credential: Credential,
	origin: string
): Promise<number | null> {
	const result = await verifyAuthenticationResponse({
		response,
		expectedChallenge: (text) => auth.challenges.take(text)?.purpose === 'sign-in',
		expectedOrigin: origin,
		expectedRPID: new URL(origin).hostname,
		credential,
		requireUserVerification: true
	}).catch((error: unknown) => {
		auth.log.info({ err: error }, 'A passkey was not taken.');
		return null;
	});
	return result?.verified ? result.authenticationInfo.newCounter : null;
}
