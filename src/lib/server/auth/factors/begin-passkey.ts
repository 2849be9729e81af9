import {
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON
} from '@simplewebauthn/server';
import { listPasskeys } from '../../store/passkeys.ts';
import type { Auth } from '../auth.ts';
import { provePassword } from '../prove-password.ts';
import type { ReadSession } from '../read-session.ts';
import { passkeyAlgorithms } from './passkey-algorithms.ts';

/**
 * What the browser needs to make a passkey for this person. It has to be one that is found without a name and asks for the
 * person's finger, face or PIN, so that it is both factors in one.
 * @throws Refusal `forbidden` for a wrong password, or `rate_limited`.
 */
export async function beginPasskey(
	auth: Auth,
	{ user }: ReadSession,
	password: string,
	where: { address: string; origin: string }
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	await provePassword(auth, user, password, where.address);
	const options = await generateRegistrationOptions({
		rpName: 'Inkling',
		rpID: new URL(where.origin).hostname,
		userName: user.username,
		userDisplayName: user.display_name,
		userID: new Uint8Array(Buffer.from(user.id)),
		attestationType: 'none',
		supportedAlgorithmIDs: passkeyAlgorithms,
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
		excludeCredentials: (await listPasskeys(auth.store.db, user.id)).map(({ id }) => ({ id }))
	});
	auth.challenges.keep(options.challenge, { purpose: 'add', userId: user.id });
	return options;
}
