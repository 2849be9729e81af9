import type { RequestEvent } from '@sveltejs/kit';
import { refuse } from '../../protocol/errors.ts';
import type { ReadSession } from '../auth/read-session.ts';

/** Who asks. @throws Refusal `unauthenticated` for a stranger. */
export function requireSession(event: RequestEvent): ReadSession {
	if (!event.locals.session) throw refuse('unauthenticated');
	return event.locals.session;
}
