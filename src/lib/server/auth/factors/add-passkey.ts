import { verifyRegistrationResponse, type RegistrationResponseJSON } from '@simplewebauthn/server';
import { refuse } from '../../../protocol/errors.ts';
import { appendAudit } from '../../store/audit.ts';
import { findPasskey, insertPasskey, listPasskeys } from '../../store/passkeys.ts';
import type { Auth } from '../auth.ts';
import type { CookieToSet } from '../cookies.ts';
import type { ReadSession } from '../read-session.ts';
import { renewSession } from '../renew-session.ts';
import { giveRecoveryCodes } from './give-recovery-codes.ts';
import { passkeyAlgorithms } from './passkey-algorithms.ts';

const passkeysMax = 20;

/**
 * Keeps a passkey that the browser has made. Answers recovery codes where there were none, and the session's new cookie.
 * @throws Refusal `invalid_data` where it is not what was asked for, `conflict` for one that is known, `too_large` over 20.
 */
export async function addPasskey(
	auth: Auth,
	session: ReadSession,
	{ name, response }: { name: string; response: RegistrationResponseJSON },
	origin: string
): Promise<{ recoveryCodes: string[] | null; cookie: CookieToSet }> {
	const userId = session.user.id;
	const credential = await verify(auth, userId, response, origin);
	const recoveryCodes = await auth.store.write(async (tx) => {
		if (await findPasskey(tx, credential.id)) throw refuse('conflict', 'This passkey is set up already.');
		if ((await listPasskeys(tx, userId)).length >= passkeysMax)
			throw refuse('too_large', `There are ${passkeysMax} passkeys already. Remove one that you do not use.`);
		await insertPasskey(tx, {
			id: credential.id,
			user_id: userId,
			name,
			public_key: credential.publicKey,
			counter: credential.counter,
			transports: JSON.stringify(credential.transports ?? [])
		});
		const details = { factor: 'passkey' };
		await appendAudit(tx, { action: 'factor.added', actorId: userId, targetId: userId, details });
		return giveRecoveryCodes(tx, userId);
	});
	return { recoveryCodes, cookie: await renewSession(auth, session) };
}

async function verify(auth: Auth, userId: string, response: RegistrationResponseJSON, origin: string) {
	const result = await verifyRegistrationResponse({
		response,
		expectedChallenge: (text) => {
			const challenge = auth.challenges.take(text);
			return challenge?.purpose === 'add' && challenge.userId === userId;
		},
		expectedOrigin: origin,
		expectedRPID: new URL(origin).hostname,
		requireUserVerification: true,
		supportedAlgorithmIDs: passkeyAlgorithms
	}).catch((error: unknown) => {
		auth.log.info({ err: error }, 'A passkey was not taken.');
		return null;
	});
	if (result?.verified) return result.registrationInfo.credential;
	throw refuse('invalid_data', 'This passkey could not be checked. Nothing was changed; please try again.', {
		issues: [{ path: 'response', message: 'is not the answer to what was asked' }]
	});
}
