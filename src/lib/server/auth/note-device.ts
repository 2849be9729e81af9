import { touchDevice, type Device } from '../store/devices.ts';
import type { Auth } from './auth.ts';

/** Remembers a device that connected, or that it was seen just now. */
export async function noteDevice(auth: Auth, userId: string, device: Device): Promise<void> {
	await auth.store.write((tx) => touchDevice(tx, userId, device));
}
