import type { RequestEvent } from '@sveltejs/kit';
import { refuse } from '../../protocol/errors.ts';
import type { Lock } from '../../protocol/lock.ts';
import { lockRefusal } from '../auth/find-lock.ts';
import type { ReadSession } from '../auth/read-session.ts';

/**
 * Who asks. `despite`: what may still be asked of them before they are let in.
 * @throws Refusal `unauthenticated` for a stranger, `reauth_required` for whom more is asked of.
 */
export function requireSession({ locals }: RequestEvent, despite: readonly Lock[] = []): ReadSession {
	const { session, lock } = locals;
	if (!session) throw refuse('unauthenticated');
	if (lock !== null && !despite.includes(lock)) throw lockRefusal(lock);
	return session;
}
