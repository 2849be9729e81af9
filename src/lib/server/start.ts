import { existsSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import { pino, type Logger } from 'pino';
import { contract } from '../protocol/contract.ts';
import { setApp, type App } from './app.ts';
import { createAuth } from './auth/auth.ts';
import { openPlaces } from './auth/places.ts';
import { TokenBuckets } from './auth/token-buckets.ts';
import type { Config } from './config.ts';
import { findHandlers } from './hub/find-handlers.ts';
import { createHub } from './hub/hub.ts';
import type { Running } from './hub/run-event.ts';
import { readHealth } from './health/read-health.ts';
import { fences } from './http/set-headers.ts';
import { openKeyProvider } from './keyring/open-key-provider.ts';
import { createMetrics } from './metrics/metrics.ts';
import { claimData } from './store/claim-data.ts';
import { openStore } from './store/open-store.ts';
import { sweepHourly } from './sweep.ts';

/**
 * Builds the server from its settings and opens the hub on the HTTP server.
 * @throws Error in words for the person who starts it: a wrong key, a damaged file, a missing handler, a second server.
 */
export async function start(
	config: Config,
	httpServer: HttpServer,
	clock: () => number = Date.now
): Promise<App> {
	const release = claimData(config.dataDir);
	if (!release)
		throw new Error(
			`Inkling does not start: another server, or “npm run admin -- restore”, is at work on ${config.dataDir}. ` +
				'Stop that one, or take another folder: DATA_DIR=./other npm start'
		);
	try {
		return await build(config, httpServer, clock, release);
	} catch (error) {
		release();
		throw error;
	}
}

async function build(
	config: Config,
	httpServer: HttpServer,
	clock: () => number,
	release: () => void
): Promise<App> {
	const startedAt = clock();
	const log = pino({ level: config.logLevel });
	warnOfNoLimits(config, log);
	const provider = await openKeyProvider(config.keys, !existsSync(config.databaseFile), log);
	const findPlace = await openPlaces(config.placesDatabase);
	const metrics = createMetrics();
	const store = await openStore(config.databaseFile, provider, clock, metrics.committed);
	const secure = config.origin?.startsWith('https:') ?? false;
	const { signInsPerMinute, codeGuesses } = config.limits;
	const auth = createAuth(store, { ...config, secure, signInsPerMinute, codeGuesses }, clock, {
		log,
		findPlace,
		onRefusal: (limit) => metrics.refused(`sign_in_${limit}`)
	});
	const health = () => readHealth({ config, db: store.db, provider, metrics, startedAt });
	const events = contract(config.limits);
	const hub = createHub(auth, config, metrics, clock);
	const running: Running = {
		stage: { store, limits: config.limits, log, health },
		contract: events,
		handlers: findHandlers(events),
		rates: config.rateLimits ? new TokenBuckets(clock) : null,
		log,
		metrics,
		tell: (collected) => hub.tell(collected),
		presencesFor: (caller, socketId) => hub.presencesFor(caller, socketId)
	};
	hub.open(httpServer, running);
	const endSweeping = sweepHourly(auth, store, log);

	let stopping: Promise<void> | undefined;
	const app: App = {
		config,
		log,
		store,
		auth,
		running,
		metrics,
		headers: fences(secure),
		stop: () => {
			stopping ??= (async () => {
				endSweeping();
				setApp(undefined);
				await hub.close();
				await store.close();
				metrics.stop();
				provider.close();
				release();
			})();
			return stopping;
		}
	};
	setApp(app);
	return app;
}

function warnOfNoLimits({ rateLimits }: Config, log: Logger): void {
	if (!rateLimits)
		log.warn('RATE_LIMITS is off: nothing holds back a client. Use it for tests and benchmarks alone.');
}
