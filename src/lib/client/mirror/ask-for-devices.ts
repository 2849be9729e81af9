import type { Mirror } from './mirror.ts';

/** Notes that the names of this person's devices are wanted; sync asks the server when it can. */
export async function askForDevices(mirror: Mirror, at: number): Promise<void> {
	await mirror.requests.put({ id: 'devices', tab: mirror.tab, at, kind: 'devices', state: 'waiting' });
}
