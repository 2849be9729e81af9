import { runBareStorm } from '../hub/storm-bare.ts';
import { runStorm, type StormRun } from '../hub/storm.ts';
import type { Suite } from './suite.ts';

/** How soon everybody is back after the server was killed. */
export const storm: Suite = {
	name: 'storm',
	drives: 'server',
	async run({ quick, tell }) {
		const clients = quick ? 500 : 5_000;
		const runs: StormRun[] = [];
		const take = (run: StormRun) => void runs.push(run);
		for (let round = 0; round < (quick ? 1 : 3); round++) {
			await runStorm(clients, take);
			await runBareStorm(clients, take);
		}
		tell({
			suite: 'storm',
			title: `Storm, ${clients.toLocaleString('en')} clients lose the server and come back`,
			about:
				'The server is killed while one of each hundred speaks. All come back with the pauses of the product’s own client, and ask for what they missed. Times are from when the server listens again. Beside it a bare socket.io server, to which they come back and ask for nothing.',
			runs,
			figures: [
				{ what: 'back and caught up, p50', unit: 'ms', of: ({ p50Ms }) => p50Ms },
				{ what: 'back and caught up, p99', unit: 'ms', of: ({ p99Ms }) => p99Ms, goals: [{ atMost: 5_000 }] },
				{ what: 'back and caught up, the last', unit: 'ms', of: ({ worstMs }) => worstMs },
				{ what: 'the server’s processor, for each', unit: 'ms', of: ({ serverUs }) => serverUs / 1000 },
				{ what: 'the processor of the load, for each', unit: 'ms', of: ({ loadUs }) => loadUs / 1000 },
				{ what: 'from the kill until the server listens', unit: 'ms', of: ({ downMs }) => downMs },
				{ what: 'messages missing', unit: '', of: ({ missing }) => missing, goals: [{ atMost: 0 }] }
			]
		});
	}
};
