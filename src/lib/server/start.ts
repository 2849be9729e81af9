import { existsSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import type { Logger } from 'pino';
import { contract } from '../protocol/contract.ts';
import { setApp, type App } from './app.ts';
import { createAuth, type Auth } from './auth/auth.ts';
import { openPlaces } from './auth/places.ts';
import { TokenBuckets } from './auth/token-buckets.ts';
import type { Config } from './config.ts';
import { findHandlers } from './hub/find-handlers.ts';
import { createHub } from './hub/hub.ts';
import type { Running } from './hub/run-event.ts';
import { Readiness } from './health/readiness.ts';
import { readHealth } from './health/read-health.ts';
import { fences } from './http/set-headers.ts';
import { openKeyProvider } from './keyring/open-key-provider.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createLog } from './observe/create-log.ts';
import { watchStore } from './observe/store-watch.ts';
import { openTracing } from './observe/open-tracing.ts';
import { claimData } from './store/claim-data.ts';
import { openStore, type Store } from './store/open-store.ts';
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
	const log = createLog(config.logLevel);
	warnOfNoLimits(config, log);
	const provider = await openKeyProvider(config.keys, !existsSync(config.databaseFile), log);
	const metrics = createMetrics();
	const tracing = await openTracing(config.tracing, log);
	const watch = watchStore(log, config.slowQueryMs, tracing, metrics.committed);
	const store = await openStore(config.databaseFile, provider, clock, watch);
	const auth = await openAuth(config, store, log, metrics, clock);
	const events = contract(config.limits);
	const hub = createHub(auth, config, metrics, clock);
	const running: Running = {
		stage: {
			store,
			limits: config.limits,
			log,
			health: () => readHealth({ config, db: store.db, provider, metrics, startedAt })
		},
		contract: events,
		handlers: findHandlers(events),
		rates: config.rateLimits ? new TokenBuckets(clock) : null,
		log,
		metrics,
		tracing,
		tell: (collected) => hub.tell(collected),
		presencesFor: (caller, socketId) => hub.presencesFor(caller, socketId)
	};
	hub.open(httpServer, running);
	const endSweeping = sweepHourly(auth, store, log);

	const app: App = {
		config,
		log,
		store,
		auth,
		running,
		metrics,
		readiness: new Readiness(store, log, clock),
		headers: fences(auth.settings.secure),
		stop: onceInOrder(
			endSweeping,
			() => setApp(undefined),
			() => hub.close(),
			() => store.close(),
			() => tracing?.stop(),
			() => metrics.stop(),
			() => provider.close(),
			release
		)
	};
	setApp(app);
	return app;
}

async function openAuth(
	config: Config,
	store: Store,
	log: Logger,
	metrics: Metrics,
	clock: () => number
): Promise<Auth> {
	const { signInsPerMinute, codeGuesses } = config.limits;
	const secure = config.origin?.startsWith('https:') ?? false;
	return createAuth(store, { ...config, secure, signInsPerMinute, codeGuesses }, clock, {
		log,
		findPlace: await openPlaces(config.placesDatabase),
		onRefusal: (limit) => metrics.refused(`sign_in_${limit}`)
	});
}

/** Does these things one after the other, once, however often it is asked to. */
function onceInOrder(...steps: (() => void | Promise<void> | undefined)[]): () => Promise<void> {
	let done: Promise<void> | undefined;
	const run = async () => {
		for (const step of steps) await step();
	};
	return () => (done ??= run());
}

function warnOfNoLimits({ rateLimits }: Config, log: Logger): void {
	if (!rateLimits)
		log.warn('RATE_LIMITS is off: nothing holds back a client. Use it for tests and benchmarks alone.');
}
