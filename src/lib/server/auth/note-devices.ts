import { touchDevice, type Device } from '../store/devices.ts';
import type { Auth } from './auth.ts';

/** Remembers devices that connected, or that they were seen just now. */
export async function noteDevices(auth: Auth, userId: string, devices: Device[]): Promise<void> {
	await auth.store.write(async (tx) => {
		for (const device of devices) await touchDevice(tx, userId, device);
	});
}
