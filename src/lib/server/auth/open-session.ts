import { newId } from '../../protocol/ids.ts';
import { appendAudit } from '../store/audit.ts';
import { findDevice, touchDevice, unbindDevice, type Device } from '../store/devices.ts';
import type { UserRow } from '../store/users.ts';
import type { Auth } from './auth.ts';
import { deviceName } from './device-name.ts';
import { deviceCookie, sessionCookie, type CookieToSet } from './cookies.ts';

/** Where a request comes from: the cookie of a device that was here before, its User-Agent, its address. */
export type Visitor = { deviceId: string | null; userAgent: string | null; address: string };

/** What proved, besides or instead of the password, who somebody is; `null`: the password alone. */
export type FactorUsed = 'totp' | 'recovery' | 'passkey' | null;

/** A session that has just begun, with the cookies that carry it. */
export type OpenedSession = { user: UserRow; device: Device; cookies: CookieToSet[] };

/** Begins a new session, bound to the device's row; a device that was here before keeps its row. */
export async function openSession(
	auth: Auth,
	user: UserRow,
	visitor: Visitor,
	factor: FactorUsed
): Promise<OpenedSession> {
	const known = visitor.deviceId ? await findDevice(auth.store.db, user.id, visitor.deviceId) : undefined;
	const device = known ?? { id: newId(), name: deviceName(visitor.userAgent) };
	await auth.store.write(async (tx) => {
		await touchDevice(tx, user.id, device);
		// Who has proved who they are need not look as they did before.
		await unbindDevice(tx, user.id, device.id);
		const details = { device: device.name, knownDevice: known !== undefined, factor };
		await appendAudit(tx, { action: 'session.began', actorId: user.id, targetId: user.id, details });
	});
	const session = await auth.lucia.createSession(user.id, { deviceId: device.id, createdAt: Date.now() });
	return { user, device, cookies: [sessionCookie(auth, session.id), deviceCookie(auth, device.id)] };
}
