import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Store } from '../store/open-store.ts';
import {
	deleteExpiredSessions,
	deleteSession,
	deleteSessionsOf,
	findSession,
	findSessionsOf,
	insertSession,
	updateSessionExpiry,
	type SessionRow
} from '../store/sessions.ts';
import { findUser } from '../store/users.ts';

/** Lucia's seven questions, answered by the store. `lifeMs`: no session lives longer, however much it is used. */
export function createLuciaAdapter(store: Store, lifeMs: number): Adapter {
	const prolong = async (id: string, expiresAt: Date) => {
		const session = await findSession(store.db, id);
		if (!session) return;
		const until = Math.min(expiresAt.getTime(), session.created_at + lifeMs);
		if (until !== session.expires_at) await store.write((tx) => updateSessionExpiry(tx, id, until));
	};
	return {
		getSessionAndUser: async (id) => {
			const session = await findSession(store.db, id);
			const user = session && (await findUser(store.db, session.user_id));
			if (!session || !user) return [null, null];
			return [toLuciaSession(session), { id: user.id, attributes: { row: user } } satisfies DatabaseUser];
		},
		getUserSessions: async (userId) => (await findSessionsOf(store.db, userId)).map(toLuciaSession),
		setSession: ({ id, userId, expiresAt, attributes }) =>
			store.write((tx) =>
				insertSession(tx, {
					id,
					user_id: userId,
					device_id: attributes.deviceId,
					created_at: attributes.createdAt,
					expires_at: expiresAt.getTime()
				})
			),
		updateSessionExpiration: prolong,
		deleteSession: (id) => store.write((tx) => deleteSession(tx, id)),
		deleteUserSessions: (userId) => store.write((tx) => deleteSessionsOf(tx, userId)),
		deleteExpiredSessions: () => store.write(deleteExpiredSessions)
	};
}

function toLuciaSession(row: SessionRow): DatabaseSession {
	return {
		id: row.id,
		userId: row.user_id,
		expiresAt: new Date(row.expires_at),
		attributes: { deviceId: row.device_id, createdAt: row.created_at }
	};
}
