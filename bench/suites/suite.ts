import type { Collector } from '../report/collector.ts';

/** What a suite may know of the run. `quick`: all suites together have five minutes. `tell`: takes what was measured into the report. */
export type Context = { quick: boolean; tell: Collector['tell'] };

/** Measures something, and tells it. `drives`: on what it runs – a server beside its load, or a browser, which has all processors. */
export type Suite = { name: string; drives: 'server' | 'browser'; run: (context: Context) => Promise<void> };

/** How often everything is measured, and for how long each time. */
export type Plan = { rounds: number; seconds: number };

export function planOf(quick: boolean): Plan {
	return quick ? { rounds: 3, seconds: 0.5 } : { rounds: 5, seconds: 2 };
}
