import { bindDevice, touchDevice, type Device } from '../store/devices.ts';
import type { Auth } from './auth.ts';
import type { Fingerprint } from './fingerprint.ts';

export type { Device };

/** Remembers devices that connected, or that they were seen just now, roughly where, and how the last of them looks. */
export async function noteDevices(
	auth: Auth,
	userId: string,
	devices: [own: Device, ofSession: Device],
	{ fingerprint, place }: { fingerprint: Fingerprint; place: string | null }
): Promise<void> {
	await auth.store.write(async (tx) => {
		for (const device of devices) await touchDevice(tx, userId, device, place);
		await bindDevice(tx, userId, devices[1].id, fingerprint);
	});
}
