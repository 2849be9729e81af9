import type { Clock } from './autosave.ts';

/** The page's own time. */
export const pageClock: Clock = {
	now: () => Date.now(),
	after(ms, run) {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	}
};
