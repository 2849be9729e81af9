import { commit } from '../mirror/commit.ts';
import { writeFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Keeps so many bytes of history on this device from now on. What is more goes when the device is connected. */
export async function limitHistory(mirror: Mirror, bytes: number): Promise<void> {
	await commit(mirror, () => writeFact(mirror, 'historyBudget', bytes));
}
