import { refuse, type Refusal } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/lock.ts';
import { secondFactorRoles } from '../store/server-settings.ts';
import type { Auth } from './auth.ts';
import { hasSecondFactor } from './factors/find-factors.ts';
import { fingerprintOf, type Traits } from './fingerprint.ts';
import type { ReadSession } from './read-session.ts';

/** What is still asked for before this session is let in. `at`: a request tells only part of what is seen at the handshake of a socket. */
export async function findLock(
	auth: Auth,
	{ user, device }: ReadSession,
	traits: Traits,
	at: 'request' | 'handshake'
): Promise<Lock | null> {
	const { db } = auth.store;
	const { browser, whole } = fingerprintOf(device.id, traits);
	const [known, now] = at === 'request' ? [device.browser_hash, browser] : [device.fingerprint, whole];
	if (known !== null && known !== now) return (await hasSecondFactor(db, user.id)) ? 'code' : 'password';
	const required = (await secondFactorRoles(db)).some((role) => role === user.role);
	return required && !(await hasSecondFactor(db, user.id)) ? 'factor' : null;
}

const words: Record<Lock, string> = {
	code: 'This device looks otherwise than before. Please confirm with a code that it is you.',
	password: 'This device looks otherwise than before. Please confirm with your password that it is you.',
	factor: 'Two-step sign-in is required of you on this server. Please set it up.'
};

/** Says what is asked for: `issues` names it as its path; `current` is whose session it is, where that may be told. */
export function lockRefusal(lock: Lock, current?: unknown): Refusal {
	const issues = [{ path: lock, message: 'is needed' }];
	return refuse('reauth_required', words[lock], current === undefined ? { issues } : { issues, current });
}
