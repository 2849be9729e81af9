import { findDevice, type KnownDevice } from '../store/devices.ts';
import type { UserRow } from '../store/users.ts';
import type { Auth } from './auth.ts';
import { sessionCookie, type CookieToSet } from './cookies.ts';
import { dayMs } from './create-lucia.ts';

/** A session that holds. `renewedCookie` is to be set when the session was made longer. */
export type ReadSession = {
	id: string;
	expiresAt: number;
	user: UserRow;
	device: KnownDevice;
	renewedCookie: CookieToSet | null;
};

/** The session that a `Cookie` header names, or null: none, unknown, expired, or of a disabled account. */
export async function readSession(
	auth: Auth,
	cookieHeader: string | null | undefined
): Promise<ReadSession | null> {
	const id = auth.lucia.readSessionCookie(cookieHeader ?? '');
	return id ? findLiveSession(auth, id) : null;
}

/** The session of this id, if it still holds. */
export async function findLiveSession(auth: Auth, id: string): Promise<ReadSession | null> {
	const { session, user } = await auth.lucia.validateSession(id);
	if (!session || user.row.disabled) return null;
	const endsAt = session.createdAt + auth.settings.sessionDays.life * dayMs;
	if (endsAt <= Date.now()) {
		await auth.lucia.invalidateSession(session.id);
		return null;
	}
	const device = await findDevice(auth.store.db, user.id, session.deviceId);
	return {
		id: session.id,
		expiresAt: Math.min(session.expiresAt.getTime(), endsAt),
		user: user.row,
		device: device ?? {
			id: session.deviceId,
			name: 'Another client',
			browser_hash: null,
			fingerprint: null
		},
		renewedCookie: session.fresh ? sessionCookie(auth, session.id) : null
	};
}
