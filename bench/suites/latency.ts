import { runLatency, type LatencyRun } from '../hub/latency.ts';
import { planOf, type Suite } from './suite.ts';

const [size, speakers] = [100, 32];

/** How long a message takes while a server does a part of what it can. */
export const latency: Suite = {
	name: 'latency',
	drives: 'server',
	async run({ quick, tell }) {
		const runs: LatencyRun[] = [];
		await runLatency({ size, speakers }, planOf(quick), (run) => runs.push(run));
		for (const [share, those] of Map.groupBy(runs, (run) => run.share))
			tell({
				suite: 'latency',
				title: `Latency, room of ${size}, at ${share} of what each server can do`,
				about:
					'Messages are due at even intervals, at a share of what each server did at saturation. The time is from when one was due until another of the room has it; whether or not the last has arrived.',
				runs: those,
				figures: [
					{ what: 'messages said', unit: 'a second', of: ({ saidPerSecond }) => saidPerSecond },
					{ what: 'until others have it, p50', unit: 'ms', of: ({ p50Ms }) => p50Ms },
					{
						what: 'until others have it, p99',
						unit: 'ms',
						of: ({ p99Ms }) => p99Ms,
						goals: share === 0.5 ? [{ atMost: 50 }] : []
					},
					{ what: 'until others have it, the longest', unit: 'ms', of: ({ worstMs }) => worstMs }
				]
			});
	}
};
