import { loadOnce } from './load-once.ts';

const againAfterMs = 5_000;

/**
 * Loads code at the first call and answers the same afterwards. Where the network does not bring it, it is asked for again
 * until it does: what waits for it comes late, and never fails.
 */
export function loadUntilThere<Loaded>(load: () => Promise<Loaded>): () => Promise<Loaded> {
	return loadOnce(async () => {
		for (;;) {
			try {
				return await load();
			} catch (error) {
				console.warn('Some code of the app did not come; it is asked for again.', error);
				await onlineOr(againAfterMs);
			}
		}
	});
}

function onlineOr(ms: number): Promise<void> {
	return new Promise((resolve) => {
		addEventListener('online', () => resolve(), { once: true });
		setTimeout(resolve, ms);
	});
}
