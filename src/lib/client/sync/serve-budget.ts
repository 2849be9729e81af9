import { liveQuery } from 'dexie';
import { readBudget } from '../mirror/history-budget.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { keepBudget } from './keep-budget.ts';
import { Repeated } from './repeat.ts';

/** Whoever scrolls back through a long chat fetches a few megabytes meanwhile. */
const everyMs = 5 * 60_000;

/**
 * Keeps the history of this device within its budget from now on: at once, from time to time, and when the person chooses
 * another. Only while there is a connection: what goes could not be fetched again without one. Answers how to end it.
 */
export function serveBudget(
	mirror: Mirror,
	quiet: () => Promise<void>,
	signal: AbortSignal
): () => Promise<void> {
	const keeping = new Repeated(() => keepBudget(mirror, quiet, signal), signal);
	const subscription = liveQuery(async () => readBudget(mirror)).subscribe({
		next: () => void keeping.ask(),
		error: (reason: unknown) => console.error('The budget of the history cannot be followed.', reason)
	});
	const timer = setInterval(() => void keeping.ask(), everyMs);
	return () => {
		subscription.unsubscribe();
		clearInterval(timer);
		return keeping.settled();
	};
}
