import { runInserts, type InsertsRun } from '../store/inserts.ts';
import { planOf, type Suite } from './suite.ts';

/** How many messages a second the store takes. */
export const inserts: Suite = {
	name: 'inserts',
	drives: 'server',
	async run({ quick, tell }) {
		const runs: InsertsRun[] = [];
		await runInserts(planOf(quick), (run) => runs.push(run));
		tell({
			suite: 'inserts',
			title: 'Store: inserts',
			about:
				'The store alone, without a hub: each message is sealed and written into one of a hundred chats, and is on the disk when it counts. Who comes in the same turn shares a transaction.',
			ours: '64 at once',
			runs,
			figures: [
				{ what: 'messages written', unit: 'a second', of: ({ insertedPerSecond }) => insertedPerSecond },
				{ what: 'processor for one', unit: 'ms', of: ({ cpuMsEach }) => cpuMsEach }
			]
		});
	}
};
