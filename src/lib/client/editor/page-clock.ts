import type { Clock } from './autosave.ts';

/** The page's own time. */
export const pageClock: Clock = {
	// Not the time of day, which may be set back while somebody types.
	now: () => performance.now(),
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	}
};
