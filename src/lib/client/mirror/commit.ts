import type { Mirror } from './mirror.ts';

/**
 * Runs `work` as one transaction over the whole mirror: all of it happens, or nothing. It resolves when the disk has
 * it. Inside, await nothing but the mirror. A `commit` within a `commit` is part of the outer one.
 */
export function commit<Result>(mirror: Mirror, work: () => Promise<Result>): Promise<Result> {
	// Dexie follows the awaits of a native async function only if it sees that it is one.
	return mirror.transaction('rw', mirror.tables, async () => work());
}
