import { runColdStart, type ColdStartRun, type ReturnRun } from '../browser/cold-start.ts';
import type { Suite } from './suite.ts';

/** A start of the browser without a server, and how soon what waited arrives. */
export const coldStart: Suite = {
	name: 'cold-start',
	drives: 'browser',
	async run({ quick, tell }) {
		const chats = quick ? 50 : 200;
		const plan = quick ? { chats, starts: 2, returns: 0 } : { chats, starts: 20, returns: 5 };
		const starts: ColdStartRun[] = [];
		const returns: ReturnRun[] = [];
		await runColdStart(plan, {
			started: (run) => starts.push(run),
			returned: (run) => returns.push(run)
		});
		for (const [slowed, runs] of Map.groupBy(starts, (run) => run.slowed))
			tell({
				suite: 'cold-start',
				title: `Cold start without a server${slowed > 1 ? `, processor slowed ${slowed} times` : ''}`,
				about: `A new browser process with ${chats} chats of 20 messages, from the navigation until something is painted. There is no server. Beside it a line of text that a service worker has kept: what the browser takes for itself.`,
				runs,
				figures: [
					{
						what: 'chats on the screen',
						unit: 'ms',
						of: ({ chats: painted }) => painted,
						goals: [{ share: 0.95, atMost: slowed > 1 ? 1_500 : 600 }]
					},
					{ what: 'messages that can be read', unit: 'ms', of: ({ readable }) => readable ?? null },
					{ what: 'a draft that can be edited', unit: 'ms', of: ({ editable }) => editable ?? null }
				]
			});
		if (returns.length === 0) return;
		tell({
			suite: 'cold-start',
			title: 'When the server is back',
			about: 'Five messages and a draft were written without it, and it was away for ten seconds.',
			runs: returns,
			figures: [{ what: 'all sent and saved', unit: 'ms', of: ({ arrivedMs }) => arrivedMs }]
		});
	}
};
