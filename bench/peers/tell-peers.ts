import { findKinds } from './open-peers.ts';
import type { PeersLatencyRun } from './run-latency.ts';
import { runPeers, type PeersPlan, type PeersRun } from './run-peers.ts';
import type { PromiseRun } from './run-promise.ts';

type Print = <Run extends { host: string; loadCpu?: number }>(
	title: string,
	runs: Run[],
	figures: Record<string, (run: Run) => number>
) => void;

/** The product beside its peers: what each delivers and stores, how long that takes, and what a `kill -9` costs. Says in a sentence which cannot run. */
export async function tellPeers(plan: PeersPlan, print: Print): Promise<void> {
	const { here, absent } = findKinds();
	for (const sentence of absent) console.log(sentence);
	if (here.length < 2) return console.log('Without a peer there is nothing to hold the product against.');
	const loops: PeersRun[] = [];
	const latencies: PeersLatencyRun[] = [];
	const promises: PromiseRun[] = [];
	await runPeers(here, plan, {
		loop: (run) => loops.push(run),
		latency: (run) => latencies.push(run),
		promise: (run) => promises.push(run)
	});
	for (const those of Map.groupBy(loops, ({ size, window }) => `${size} ${window}`).values())
		printRuns(those, print);
	printLatency(latencies, print);
	printPromises(promises);
}

function printRuns(runs: PeersRun[], print: Print): void {
	const [first] = runs;
	print(`peers, room of ${first?.size}, ${first?.window} messages under way`, runs, {
		'messages delivered to all and stored a second': ({ storedPerSecond }) => storedPerSecond,
		'messages acknowledged a second': ({ acknowledgedPerSecond }) => acknowledgedPerSecond,
		'messages delivered to a socket a second': ({ deliveredPerSecond }) => deliveredPerSecond,
		'delivered and not stored, when the last arrived': ({ notStoredThen }) => notStoredThen,
		'delivered and not stored, when all was quiet': ({ notStoredAtLast }) => notStoredAtLast,
		'acknowledged within, p50 in ms': ({ acknowledgedP50Ms }) => acknowledgedP50Ms,
		'acknowledged within, p99 in ms': ({ acknowledgedP99Ms }) => acknowledgedP99Ms,
		'until others have it, p50 in ms': ({ deliveredP50Ms }) => deliveredP50Ms,
		'until others have it, p99 in ms': ({ deliveredP99Ms }) => deliveredP99Ms,
		'ms of the processor for 1,000 deliveries': ({ cpuPerThousand }) => cpuPerThousand * 1000,
		'memory of the server, in MB': ({ residentBytes }) => residentBytes / 1e6,
		'share of its processor the server used': ({ serverCpu }) => serverCpu,
		'share of its processor the load used': ({ loadCpu }) => loadCpu
	});
}

function printLatency(runs: PeersLatencyRun[], print: Print): void {
	const everybody = new Set(runs.map(({ host }) => host));
	for (const [of, those] of Map.groupBy(runs, ({ halfOf }) => halfOf)) {
		print(`peers, the last room, at half of what ${of} can do`, those, {
			'messages said a second': ({ saidPerSecond }) => saidPerSecond,
			'until others have it, p50 in ms': ({ p50Ms }) => p50Ms,
			'until others have it, p99 in ms': ({ p99Ms }) => p99Ms
		});
		const able = new Set(those.map(({ host }) => host));
		const unable = of === 'inkling' ? [...everybody.difference(able)] : [];
		for (const host of unable) console.log(`  ${host} cannot do as much.`);
	}
}

function printPromises(runs: PromiseRun[]): void {
	console.log('\npeers, the last room, what a promise is worth');
	for (const { host, acknowledged, lost, deliveredAfterMs, storedAtLast } of runs) {
		const stored = storedAtLast ? 'is stored' : 'is not stored';
		console.log(
			`  ${host.padEnd(12)} database locked for 3 s: delivered after ${Math.round(deliveredAfterMs)} ms, and ${stored} afterwards; kill -9: ${lost} of ${acknowledged} acknowledged are lost`
		);
	}
}
