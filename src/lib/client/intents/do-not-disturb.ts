import { commit } from '../mirror/commit.ts';
import { writeFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Has others see, as long as this device is connected, that this person is not to be disturbed. */
export async function doNotDisturb(mirror: Mirror, chosen: boolean): Promise<void> {
	await commit(mirror, () => writeFact(mirror, 'doNotDisturb', chosen));
}
