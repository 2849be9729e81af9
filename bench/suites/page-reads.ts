import { runPageReads, type PageReadsRun, type Shape } from '../store/page-reads.ts';
import type { Suite } from './suite.ts';

const shapes: (Shape & { title: string })[] = [
	{ title: 'in one chat', perChat: Infinity },
	{ title: 'in chats of a thousand messages', perChat: 1_000 }
];

/** Whether the cost of a page grows with the history. */
export const pageReads: Suite = {
	name: 'page-reads',
	drives: 'server',
	async run({ quick, tell }) {
		const counts = quick ? [10_000, 100_000] : [10_000, 1_000_000, 10_000_000];
		const plan = quick ? { rounds: 3, reads: 100 } : { rounds: 10, reads: 500 };
		const [least, most] = [counts[0] ?? 0, counts.at(-1) ?? 0].map((count) => count.toLocaleString('en'));
		const goals = [{ to: `${least} messages`, atMost: 1.5 }];
		for (const { title, ...shape } of shapes) {
			const runs: PageReadsRun[] = [];
			await runPageReads(counts, shape, plan, (run) => runs.push(run));
			tell({
				suite: 'page-reads',
				title: `Store: pages of 100 messages, ${title}`,
				about:
					'What stands behind chat.messages.get: found, read and opened. The files were read through before, and lie in the kernel’s cache as far as they fit.',
				ours: `${most} messages`,
				runs,
				figures: [
					{ what: 'the newest page, p50', unit: 'ms', of: ({ newestP50Ms }) => newestP50Ms, goals },
					{ what: 'the newest page, p99', unit: 'ms', of: ({ newestP99Ms }) => newestP99Ms },
					{ what: 'a page at any place, p50', unit: 'ms', of: ({ anyP50Ms }) => anyP50Ms, goals },
					{ what: 'a page at any place, p99', unit: 'ms', of: ({ anyP99Ms }) => anyP99Ms }
				]
			});
		}
	}
};
