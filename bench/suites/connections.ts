import { runConnections, type ConnectionsRun } from '../hub/connections.ts';
import type { Suite } from './suite.ts';

/** What connections cost that nobody uses. */
export const connections: Suite = {
	name: 'connections',
	drives: 'server',
	async run({ quick, tell }) {
		const plan = quick
			? { count: 5_000, rounds: 1, restMs: 1_000 }
			: { count: 10_000, rounds: 3, restMs: 5_000 };
		const runs: ConnectionsRun[] = [];
		await runConnections(plan, (run) => runs.push(run));
		tell({
			suite: 'connections',
			title: `Connections, ${plan.count.toLocaleString('en')} that nobody uses`,
			about:
				'Each is a person of their own at the product. Memory is what the server has in use after they came, less what it had before, each time in a server of its own.',
			runs,
			figures: [
				{
					what: 'memory of each',
					unit: 'kB',
					of: ({ bytesEach }) => bytesEach / 1000,
					goals: [{ to: 'socket.io, no store', atMost: 1.5 }]
				},
				{ what: 'memory of the server', unit: 'MB', of: ({ residentBytes }) => residentBytes / 1e6 },
				{ what: 'let in', unit: 'a second', of: ({ acceptedPerSecond }) => acceptedPerSecond },
				{ what: 'share of a processor while nothing happens', unit: '', of: ({ idleCpu }) => idleCpu }
			]
		});
	}
};
