import { bindDevice, findSighting, touchDevice, type Device } from '../store/devices.ts';
import type { Auth } from './auth.ts';
import type { Fingerprint } from './fingerprint.ts';

export type { Device };

/** Whoever comes back so soon was seen well enough: after a restart everybody does, and each would cost a write. */
const freshMs = 60_000;

/** Remembers devices that connected, or that they were seen just now, roughly where, and how the last of them looks. */
export async function noteDevices(
	auth: Auth,
	userId: string,
	devices: [own: Device, ofSession: Device],
	{ fingerprint, place }: { fingerprint: Fingerprint; place: string | null }
): Promise<void> {
	if (await wereJustSeen(auth, userId, devices, place)) return;
	await auth.store.write(async (tx) => {
		for (const device of devices) await touchDevice(tx, userId, device, place);
		await bindDevice(tx, userId, devices[1].id, fingerprint);
	});
}

/** Whether there is nothing new to remember of devices but that they were seen again. */
async function wereJustSeen(
	{ store, clock }: Auth,
	userId: string,
	[own, ofSession]: [own: Device, ofSession: Device],
	place: string | null
): Promise<boolean> {
	const other = await findSighting(store.db, userId, ofSession.id);
	// Mostly a client is where its person signed in.
	const one = own.id === ofSession.id ? other : await findSighting(store.db, userId, own.id);
	if (!one || !other?.fingerprint) return false;
	const now = clock();
	// A clock that was set back makes nobody seen in the future.
	return [one, other].every(
		(sighting) => Math.abs(now - sighting.last_seen_at) < freshMs && sighting.place === place
	);
}
