import { refuse } from '../../protocol/errors.ts';
import { deleteSomeSessions } from '../store/sessions.ts';
import type { Auth } from './auth.ts';
import type { ReadSession } from './read-session.ts';

/** Ends every session of a person but the one that asks, with their sockets. Answers how many. */
export async function endOtherSessions(auth: Auth, { id, user }: ReadSession): Promise<number> {
	return tellEnded(auth, await auth.store.write((tx) => deleteSomeSessions(tx, user.id, { exceptId: id })));
}

/** Ends the sessions on one device of a person, with their sockets. @throws Refusal `not_found` where there are none. */
export async function endSessionsOn(auth: Auth, userId: string, deviceId: string): Promise<number> {
	const ended = await auth.store.write((tx) => deleteSomeSessions(tx, userId, { deviceId }));
	if (ended.length === 0)
		throw refuse('not_found', 'Nobody is signed in on this device. Nothing was changed.');
	return tellEnded(auth, ended);
}

/** Tells that sessions have ended, so that their sockets are closed. Answers how many. */
export function tellEnded(auth: Auth, ended: string[]): number {
	for (const id of ended) auth.endings.emit('ended', id);
	return ended.length;
}
