import { runFirstLoad, type FirstLoadRun } from '../browser/first-load.ts';
import type { Suite } from './suite.ts';

/** How much JavaScript a first visit loads. */
export const firstLoad: Suite = {
	name: 'first-load',
	drives: 'browser',
	async run({ tell }) {
		const runs: FirstLoadRun[] = [];
		await runFirstLoad((run) => runs.push(run));
		tell({
			suite: 'first-load',
			title: 'JavaScript of a first visit',
			about:
				'What came, in kB of gzip, to somebody who is signed in and was never here with this browser, over a network of 1.6 Mbit/s and 150 ms.',
			runs,
			figures: [
				{
					what: 'before the list of chats was painted',
					unit: 'kB',
					of: ({ beforeChats }) => beforeChats / 1000,
					goals: [{ atMost: 90 }]
				},
				{
					what: 'all of it, with a chat open and the box to write in',
					unit: 'kB',
					of: ({ withChat }) => withChat / 1000,
					goals: [{ atMost: 220 }]
				},
				{ what: 'all that is built, for all pages', unit: 'kB', of: ({ built }) => built / 1000 }
			]
		});
	}
};
