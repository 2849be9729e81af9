import { runSends, type SendsRun } from '../hub/sends.ts';
import { planOf, type Suite } from './suite.ts';

const senders = 100;

/** How many messages a second are stored and acknowledged. */
export const sends: Suite = {
	name: 'sends',
	drives: 'server',
	async run({ quick, tell }) {
		const runs: SendsRun[] = [];
		await runSends(senders, planOf(quick), (run) => runs.push(run));
		tell({
			suite: 'sends',
			title: `Sends, ${senders} people in ${senders} direct chats`,
			about:
				'Each sends the next message as soon as the last is acknowledged, which it is when it is on the disk. The other side has a socket and gets it.',
			runs,
			figures: [
				{
					what: 'messages acknowledged',
					unit: 'a second',
					of: ({ sentPerSecond }) => sentPerSecond,
					goals: [{ to: 'socket.io and SQLite', atLeast: 0.6 }]
				},
				{ what: 'acknowledged within, p50', unit: 'ms', of: ({ p50Ms }) => p50Ms },
				{ what: 'acknowledged within, p99', unit: 'ms', of: ({ p99Ms }) => p99Ms },
				{ what: 'the server’s processor for one', unit: 'ms', of: ({ cpuPerThousand }) => cpuPerThousand }
			]
		});
	}
};
