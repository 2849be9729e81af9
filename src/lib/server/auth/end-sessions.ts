import { refuse } from '../../protocol/errors.ts';
import { appendAudit } from '../store/audit.ts';
import type { Tx } from '../store/open-store.ts';
import { deleteSomeSessions } from '../store/sessions.ts';
import type { Auth } from './auth.ts';
import type { ReadSession } from './read-session.ts';

/** Ends every session of a person but the one that asks, with their sockets. Answers how many. */
export async function endOtherSessions(auth: Auth, { id, user }: ReadSession): Promise<number> {
	const ended = await auth.store.write(async (tx) => {
		const ids = await deleteSomeSessions(tx, user.id, { exceptId: id });
		await noteEnd(tx, user.id, ids);
		return ids;
	});
	return tellEnded(auth, ended);
}

/** Ends the sessions on one device of a person, with their sockets. @throws Refusal `not_found` where there are none. */
export async function endSessionsOn(auth: Auth, userId: string, deviceId: string): Promise<number> {
	const ended = await auth.store.write(async (tx) => {
		const ids = await deleteSomeSessions(tx, userId, { deviceId });
		await noteEnd(tx, userId, ids);
		return ids;
	});
	if (ended.length === 0)
		throw refuse('not_found', 'Nobody is signed in on this device. Nothing was changed.');
	return tellEnded(auth, ended);
}

async function noteEnd(tx: Tx, userId: string, ids: string[]): Promise<void> {
	const details = { sessions: ids.length };
	if (ids.length > 0)
		await appendAudit(tx, { action: 'session.ended', actorId: userId, targetId: userId, details });
}

/** Tells that sessions have ended, so that their sockets are closed. Answers how many. */
export function tellEnded(auth: Auth, ended: string[]): number {
	for (const id of ended) auth.events.emit('ended', id);
	return ended.length;
}
