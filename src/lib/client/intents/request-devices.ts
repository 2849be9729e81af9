import { askForDevices } from '../mirror/ask-for-devices.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Asks sync for the names of this person's devices; they come through `Devices`. Offline it waits. */
export async function requestDevices(mirror: Mirror): Promise<void> {
	await askForDevices(mirror, Date.now());
}
