import { runInitialSync, type InitialSyncRun } from '../hub/initial-sync.ts';
import type { Suite } from './suite.ts';

/** How somebody comes to know their chats, and what changed in them. */
export const initialSync: Suite = {
	name: 'initial-sync',
	drives: 'server',
	async run({ quick, tell }) {
		const plan = quick ? { rounds: 1, repeats: 50 } : { rounds: 5, repeats: 200 };
		const runs: InitialSyncRun[] = [];
		for (const chats of [10, 1_000, 10_000]) await runInitialSync(chats, plan, (run) => runs.push(run));
		const common = { suite: 'initial-sync', ours: '10,000 chats', runs };
		tell({
			...common,
			title: 'First sync',
			about:
				'Groups of two, with a hundred people. Pages are those that the product’s own client asks for; bytes are not compressed. “Just started” is the first pull of a server’s life, which compiles and opens keys; all others are of a warm one.',
			figures: [
				{ what: 'until the socket is let in', unit: 'ms', of: ({ connectMs }) => connectMs },
				{ what: 'first page', unit: 'ms', of: ({ first }) => first.ms, goals: [{ atMost: 300 }] },
				{ what: 'first page, the server’s processor', unit: 'ms', of: ({ first }) => first.cpuMs },
				{ what: 'first page', unit: 'kB', of: ({ first }) => first.bytes / 1000 },
				{ what: 'all pages', unit: 'ms', of: ({ all }) => all.ms, goals: [{ atMost: 2_000 }] },
				{ what: 'all pages, the server’s processor', unit: 'ms', of: ({ all }) => all.cpuMs },
				{ what: 'all pages', unit: 'kB', of: ({ all }) => all.bytes / 1000 },
				{ what: 'pages', unit: '', of: ({ all }) => all.pages },
				{
					what: 'first page, just started',
					unit: 'ms',
					of: ({ cold }) => cold.firstMs,
					goals: [{ atMost: 300 }]
				},
				{
					what: 'all pages, just started',
					unit: 'ms',
					of: ({ cold }) => cold.allMs,
					goals: [{ atMost: 2_000 }]
				}
			]
		});
		tell({
			...common,
			title: 'Delta after ten changes',
			about: 'What is told to somebody who knows all but one message in each of ten chats.',
			figures: [
				{ what: 'from the question to the answer', unit: 'ms', of: ({ delta }) => delta.ms },
				{
					what: 'the server’s processor',
					unit: 'ms',
					of: ({ delta }) => delta.cpuMs,
					goals: [{ atMost: 20 }]
				},
				{ what: 'the answer', unit: 'kB', of: ({ delta }) => delta.bytes / 1000, goals: [{ atMost: 20 }] }
			]
		});
	}
};
