import type { Mirror } from '../mirror/mirror.ts';
import { forgetAccount } from './remembered-account.ts';

const patienceMs = 15_000;

/**
 * Ends the session, then wipes the mirror.
 * @throws Error in words for the person if the server cannot be reached; then nothing was changed.
 */
export async function signOut(mirror: Mirror, stop: () => Promise<void>): Promise<void> {
	const signal = AbortSignal.timeout(patienceMs);
	const response = await fetch('/api/v1/session', { method: 'DELETE', signal }).catch(() => null);
	if (!response || (!response.ok && response.status !== 401)) {
		throw new Error(
			'The server cannot be reached, so you are still signed in. Nothing was changed; try again later.'
		);
	}
	forgetAccount();
	await stop();
	await mirror.delete();
}
