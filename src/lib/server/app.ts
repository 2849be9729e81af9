import type { Logger } from 'pino';
import { refuse } from '../protocol/errors.ts';
import type { Auth } from './auth/auth.ts';
import type { Config } from './config.ts';
import type { Readiness } from './health/readiness.ts';
import type { Running } from './hub/run-event.ts';
import type { Metrics } from './metrics/metrics.ts';
import type { Store } from './store/open-store.ts';

/** The running server, as the pages and the HTTP door see it. */
export type App = {
	config: Config;
	log: Logger;
	store: Store;
	auth: Auth;
	running: Running;
	metrics: Metrics;
	readiness: Readiness;
	/** For every answer, also those that pass no hook. */
	headers: Record<string, string>;
	/** Tells clients, finishes what was begun, and closes the store. Safe to call twice. */
	stop(): Promise<void>;
};

// Hot reload loads this module anew; what runs must be found all the same.
const slot = globalThis as { [key: symbol]: App | undefined };
const key = Symbol.for('inkling.app');

/** The server that runs, or undefined before the start. */
export function findApp(): App | undefined {
	return slot[key];
}

/** The server that runs. @throws Refusal `unavailable` before the start and after the stop. */
export function getApp(): App {
	const app = slot[key];
	if (!app) throw refuse('unavailable', 'The server is starting or stopping. Please try again.');
	return app;
}

export function setApp(app: App | undefined): void {
	slot[key] = app;
}
