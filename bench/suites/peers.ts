import { findKinds } from '../peers/open-peers.ts';
import type { PeersLatencyRun } from '../peers/run-latency.ts';
import { runPeers, type PeersPlan, type PeersRun } from '../peers/run-peers.ts';
import type { PromiseRun } from '../peers/run-promise.ts';
import { theBest, type Goal } from '../report/table.ts';
import { planOf, type Context, type Suite } from './suite.ts';

const roomOfTheGoal = 100;
/** So many messages under way are more than any of these servers has use for. */
const windowsMax = 64;

/** The product beside what people would pick instead: what each delivers and stores, how soon, and what a `kill -9` costs. */
export const peers: Suite = {
	name: 'peers',
	drives: 'server',
	async run({ quick, tell }) {
		const { here, absent } = findKinds();
		for (const sentence of absent) console.log(sentence);
		if (here.length < 2) return console.log('Without a peer there is nothing to hold the product against.');
		const loops: PeersRun[] = [];
		const latencies: PeersLatencyRun[] = [];
		const promises: PromiseRun[] = [];
		await runPeers(here, peersPlan(quick), {
			loop: (run) => loops.push(run),
			latency: (run) => latencies.push(run),
			promise: (run) => promises.push(run)
		});
		for (const those of Map.groupBy(loops, ({ size, window }) => `${size} ${window}`).values())
			tellLoops(those, tell);
		for (const those of Map.groupBy(latencies, ({ halfOf }) => halfOf).values()) tellLatency(those, tell);
		tellPromises(promises, tell);
	}
};

function peersPlan(quick: boolean): PeersPlan {
	if (quick)
		return { sizes: [roomOfTheGoal], windows: [windowsMax], rounds: 1, seconds: 1, latencySeconds: 2 };
	// The last is where latency is looked at.
	return {
		sizes: [10, 1_000, roomOfTheGoal],
		windows: [1, 8, windowsMax],
		latencySeconds: 5,
		...planOf(quick)
	};
}

function tellLoops(runs: PeersRun[], tell: Context['tell']): void {
	const { size = 0, window = 0 } = runs[0] ?? {};
	// What a server can do is what it does with more to do than it can.
	const saturated = size === roomOfTheGoal && window === windowsMax;
	const goals: Goal[] = saturated ? [{ to: theBest, atLeast: 10 }] : [];
	tell({
		suite: 'peers',
		title: `Peers, room of ${size}, ${window} messages under way`,
		about:
			'Whoever was acknowledged says the next. Stored is what whoever starts the server after kill -9 would find; XMPP acknowledges by sending one’s own message.',
		runs,
		figures: [
			{
				what: 'messages delivered to all and stored',
				unit: 'a second',
				of: ({ storedPerSecond }) => storedPerSecond,
				goals
			},
			{
				what: 'messages acknowledged',
				unit: 'a second',
				of: ({ acknowledgedPerSecond }) => acknowledgedPerSecond
			},
			{ what: 'messages at a socket', unit: 'a second', of: ({ deliveredPerSecond }) => deliveredPerSecond },
			{
				what: 'delivered and not stored when the last arrived',
				unit: 'messages',
				of: ({ notStoredThen }) => notStoredThen
			},
			{
				what: 'delivered and not stored when all was quiet',
				unit: 'messages',
				of: ({ notStoredAtLast }) => notStoredAtLast
			},
			{ what: 'acknowledged within, p50', unit: 'ms', of: ({ acknowledgedP50Ms }) => acknowledgedP50Ms },
			{ what: 'acknowledged within, p99', unit: 'ms', of: ({ acknowledgedP99Ms }) => acknowledgedP99Ms },
			{ what: 'until others have it, p50', unit: 'ms', of: ({ deliveredP50Ms }) => deliveredP50Ms },
			{ what: 'until others have it, p99', unit: 'ms', of: ({ deliveredP99Ms }) => deliveredP99Ms },
			{
				what: 'the server’s processor for 1,000 at a socket',
				unit: 'ms',
				of: ({ cpuPerThousand }) => cpuPerThousand * 1000
			},
			{ what: 'memory of the server', unit: 'MB', of: ({ residentBytes }) => residentBytes / 1e6 },
			{ what: 'share of its processor the server used', unit: '', of: ({ serverCpu }) => serverCpu }
		]
	});
}

/** At half of what somebody can do; who cannot do as much is not in the table. */
function tellLatency(runs: PeersLatencyRun[], tell: Context['tell']): void {
	const [{ halfOf = '' } = {}] = runs;
	const hosts = new Set(runs.map(({ host }) => host));
	hosts.delete('inkling');
	const goals: Goal[] = [...hosts].map((to) => ({ to, atMost: 0.5 }));
	tell({
		suite: 'peers',
		title: `Peers, room of ${roomOfTheGoal}, at half of what ${halfOf} can do`,
		about: 'From when a message was due until others have it. Who is not named here cannot do as much.',
		runs,
		figures: [
			{ what: 'messages said', unit: 'a second', of: ({ saidPerSecond }) => saidPerSecond },
			{ what: 'until others have it, p50', unit: 'ms', of: ({ p50Ms }) => p50Ms },
			{ what: 'until others have it, p99', unit: 'ms', of: ({ p99Ms }) => p99Ms, goals }
		]
	});
}

function tellPromises(runs: PromiseRun[], tell: Context['tell']): void {
	tell({
		suite: 'peers',
		title: 'Peers, what a promise is worth',
		about:
			'The database is locked for 3 s and something is said: who has it before the lock is gone tells of what is not stored. Then kill -9 while eight messages are under way.',
		runs,
		figures: [
			{
				what: 'database locked for 3 s: others have it after',
				unit: 'ms',
				of: ({ deliveredAfterMs }) => (Number.isFinite(deliveredAfterMs) ? deliveredAfterMs : null)
			},
			{
				what: 'and it is stored once the lock is gone (1: yes)',
				unit: '',
				of: ({ storedAtLast }) => Number(storedAtLast)
			},
			{
				what: 'acknowledged when it was killed',
				unit: 'messages',
				of: ({ acknowledged }) => acknowledged
			},
			{ what: 'of those lost', unit: 'messages', of: ({ lost }) => lost }
		]
	});
}
