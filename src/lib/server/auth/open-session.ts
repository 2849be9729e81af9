import { newId } from '../../protocol/ids.ts';
import { appendAudit } from '../store/audit.ts';
import { findStanding, hasOwnDevice, setStanding } from '../store/device-standing.ts';
import { findDevice, touchDevice, unbindDevice, type Device } from '../store/devices.ts';
import type { Tx } from '../store/open-store.ts';
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
	const isNew = await auth.store.write(async (tx) => {
		await touchDevice(tx, user.id, device, auth.findPlace(visitor.address));
		// Who has proved who they are need not look as they did before.
		await unbindDevice(tx, user.id, device.id);
		const details = { device: device.name, knownDevice: known !== undefined, factor };
		await appendAudit(tx, { action: 'session.began', actorId: user.id, targetId: user.id, details });
		return noteStanding(tx, user.id, device.id);
	});
	const session = await auth.lucia.createSession(user.id, { deviceId: device.id, createdAt: Date.now() });
	if (isNew) auth.events.emit('newDevice', user.id);
	return { user, device, cookies: [sessionCookie(auth, session.id), deviceCookie(auth, device.id)] };
}

/** Somebody signs in on this device. Answers whether the person's other devices are to ask if it was them. */
async function noteStanding(tx: Tx, userId: string, deviceId: string): Promise<boolean> {
	const { standing } = (await findStanding(tx, userId, deviceId)) ?? {};
	if (standing === 'own' || standing === 'new') return false;
	const first = !(await hasOwnDevice(tx, userId));
	await setStanding(tx, userId, deviceId, first ? 'own' : 'new');
	return !first;
}
