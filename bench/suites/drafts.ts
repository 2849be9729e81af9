import { runDrafts, type DraftsRun } from '../hub/drafts.ts';
import { planOf, type Suite } from './suite.ts';

const writers = 100;

/** How many versions of drafts a second are saved, kept and told. */
export const drafts: Suite = {
	name: 'drafts',
	drives: 'server',
	async run({ quick, tell }) {
		const runs: DraftsRun[] = [];
		await runDrafts(writers, planOf(quick), (run) => runs.push(run));
		tell({
			suite: 'drafts',
			title: `Drafts, ${writers} people who write on one device and have another`,
			about:
				'Each saves the next version as soon as the last is acknowledged. A text grows up to about 200 bytes; with every tenth version another begins, and what stood there goes into the history. The other device is told each.',
			runs,
			figures: [
				{ what: 'versions acknowledged', unit: 'a second', of: ({ savedPerSecond }) => savedPerSecond },
				{ what: 'acknowledged within, p50', unit: 'ms', of: ({ p50Ms }) => p50Ms },
				{ what: 'acknowledged within, p99', unit: 'ms', of: ({ p99Ms }) => p99Ms },
				{ what: 'on the other device within, p50', unit: 'ms', of: ({ otherP50Ms }) => otherP50Ms },
				{ what: 'on the other device within, p99', unit: 'ms', of: ({ otherP99Ms }) => otherP99Ms },
				{ what: 'the server’s processor for one', unit: 'ms', of: ({ cpuMsEach }) => cpuMsEach }
			]
		});
	}
};
