import { sayEvenly } from '../hub/latency.ts';
import { cpuSecondsOf } from '../support/pinned.ts';
import { quantile } from '../support/spread.ts';
import type { OpenRoom } from './open-peers.ts';
import { within } from './within.ts';

/** One run: how long a message took from when it was due until others of the room had it. */
export type PeersLatencyRun = {
	host: string;
	/** Half of what this server can do is what was said a second. */
	halfOf: string;
	saidPerSecond: number;
	p50Ms: number;
	p99Ms: number;
	loadCpu: number;
};

/** `capacity`: so many messages a second it can deliver and store. */
type Able = OpenRoom & { capacity: number };

/**
 * At half of what the product, the first, can do: whoever can do as much. At half of what each peer can do: that peer, and
 * the product.
 */
export async function runPeersLatency(
	rooms: Able[],
	size: number,
	{ rounds, seconds }: { rounds: number; seconds: number },
	tell: (run: PeersLatencyRun) => void
): Promise<void> {
	const pairs = rooms.flatMap((of, index) =>
		(index === 0 ? rooms : [...rooms.slice(0, 1), of]).map((one) => ({ one, of }))
	);
	const able = pairs.filter(({ one, of }) => one.capacity > of.capacity / 2);
	for (let round = 0; round < rounds; round++)
		for (const { one, of } of round % 2 ? able.toReversed() : able) {
			const { host } = one.kind;
			const load = cpuSecondsOf(process.pid);
			const saying = sayEvenly(one.room, size, of.capacity / 2, seconds);
			const { times, count, ms } = await within(saying, seconds + 60, `${host} did not deliver all.`);
			tell({
				host,
				halfOf: of.kind.host,
				saidPerSecond: count / (ms / 1000),
				p50Ms: quantile(times, 0.5),
				p99Ms: quantile(times, 0.99),
				loadCpu: (cpuSecondsOf(process.pid) - load) / (ms / 1000)
			});
		}
}
