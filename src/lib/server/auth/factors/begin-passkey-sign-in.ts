import {
	generateAuthenticationOptions,
	type PublicKeyCredentialRequestOptionsJSON
} from '@simplewebauthn/server';
import { countAddress, type Auth } from '../auth.ts';

/** What the browser needs to ask for a passkey of this server, whoever it belongs to. @throws Refusal `rate_limited`. */
export async function beginPasskeySignIn(
	auth: Auth,
	where: { address: string; origin: string }
): Promise<PublicKeyCredentialRequestOptionsJSON> {
	countAddress(auth, where.address);
	const rpID = new URL(where.origin).hostname;
	const options = await generateAuthenticationOptions({ rpID, userVerification: 'required' });
	auth.challenges.keep(options.challenge, { purpose: 'sign-in' });
	return options;
}
