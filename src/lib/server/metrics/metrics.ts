import { Counter, Histogram, Registry } from 'prom-client';
import { EventLoopDelay, watchEventLoop } from './event-loop.ts';
import { watchHoldings, type Holdings } from './holdings.ts';
import { watchProcess } from './process.ts';

/** A limit that refuses, as it is named in a label. */
export type LimitName =
	| `rate_${'draft' | 'send' | 'typing' | 'other'}`
	| 'sockets_per_user'
	| 'strangers_per_address'
	| `sign_in_${'account' | 'address' | 'code'}`;

/**
 * Since the start: faults, and transactions with the seconds that writing them took. `lateSeconds`: how late the event loop
 * was since this was last asked for; 99 of 100 looks were not later.
 */
export type Sum = {
	sockets: number;
	faults: number;
	commits: { count: number; seconds: number };
	lateSeconds: number;
};

/** What the server counts of itself. Labels hold names of events, codes and limits: nothing of anybody. */
export type Metrics = {
	/** An event was answered, with `ok` or an error's code. `event`: one of the contract, or `unknown`. */
	answered: (event: string, code: string, seconds: number) => void;
	/** A frame was refused before it was known which event it is of. */
	unread: (code: string) => void;
	refused: (limit: LimitName) => void;
	/** A frame waits until its connection may go on. */
	held: () => void;
	/** A connection that does not read was closed. */
	cut: () => void;
	/** Something went wrong that is no refusal; it stands in the log. */
	failed: () => void;
	/** A transaction of so many commands is on the disk; `seconds`: for its commit alone. */
	committed: (commands: number, seconds: number) => void;
	/** How to ask for what the hub holds. */
	watch: (held: Holdings) => void;
	/** The sum of it, for people. */
	sum: () => Promise<Sum>;
	/** All of it in Prometheus's text format, and the type of that. */
	read: () => Promise<{ text: string; type: string }>;
	stop: () => void;
};

/** From half a millisecond, as a query from the cache takes, to ten seconds, after which clients ask again. */
const seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Up to the 256 commands that share a transaction at most. */
const commands = [1, 2, 4, 8, 16, 32, 64, 128, 256];

export function createMetrics(): Metrics {
	const registry = new Registry();
	const registers = [registry];
	const count = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
		new Counter<Label>({ name: `inkling_${name}_total`, help, labelNames, registers });
	const measure = <Label extends string = never>(
		name: string,
		help: string,
		buckets: number[],
		labelNames: Label[] = []
	) => new Histogram<Label>({ name: `inkling_${name}`, help, buckets, labelNames, registers });

	const events = count('events', 'Events that were answered, by code.', ['event', 'code']);
	const eventSeconds = measure('event_seconds', 'Time until an event was answered.', seconds, ['event']);
	const refusals = count('refusals', 'What a limit refused.', ['limit']);
	const held = count('frames_held', 'Frames that waited because their connection or person sent too many.');
	const cut = count('slow_readers_cut', 'Connections closed because they did not read.');
	const faults = count('faults', 'What went wrong and stands in the log.');
	const commits = measure('commit_commands', 'Commands that shared a transaction.', commands);
	const commitSeconds = measure('commit_seconds', 'Time for a commit, its fsync included.', seconds);
	let watched: Holdings | undefined;
	watchHoldings(registers, () => watched);
	watchProcess(registers);
	const eventLoop = watchEventLoop(registers);
	const sinceSum = new EventLoopDelay();

	return {
		answered: (event, code, taken) => {
			events.inc({ event, code });
			eventSeconds.observe({ event }, taken);
		},
		unread: (code) => events.inc({ event: 'unread', code }),
		refused: (limit) => refusals.inc({ limit }),
		held: () => held.inc(),
		cut: () => cut.inc(),
		failed: () => faults.inc(),
		committed: (number, taken) => {
			commits.observe(number);
			commitSeconds.observe(taken);
		},
		sum: async () => {
			const { values } = await commitSeconds.get();
			const of = (end: string) => values.find(({ metricName }) => metricName?.endsWith(end))?.value ?? 0;
			return {
				sockets: watched?.sockets() ?? 0,
				faults: (await faults.get()).values[0]?.value ?? 0,
				commits: { count: of('_count'), seconds: of('_sum') },
				lateSeconds: sinceSum.take([0.99])[0] ?? 0
			};
		},
		watch: (held) => (watched = held),
		read: async () => ({ text: await registry.metrics(), type: registry.contentType }),
		stop: () => {
			eventLoop.stop();
			sinceSum.stop();
		}
	};
}
