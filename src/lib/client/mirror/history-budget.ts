import { readFact } from './facts.ts';
import type { Mirror } from './mirror.ts';

/**
 * So many bytes of history stay on a device where nobody chose: some 250,000 messages. A phone spares that without notice,
 * and it is a fraction of what any browser grants a page.
 */
export const usualBudget = 200_000_000;

/** How many bytes of history may stay on this device. */
export async function readBudget(mirror: Mirror): Promise<number> {
	return (await readFact(mirror, 'historyBudget')) ?? usualBudget;
}
