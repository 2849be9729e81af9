import {
	runLongLists,
	type FirstVisit,
	type Kind,
	type LongListsPlan,
	type Timed,
	type Way
} from '../browser/long-lists.ts';
import type { Figure, Goal } from '../report/table.ts';
import type { Context, Suite } from './suite.ts';

const small = { chats: 300, messages: 400, scrolled: 80, switches: 4, keys: 40, saves: 4 };
const large = { chats: 10_000, messages: 100_000, scrolled: 5_000, switches: 60, keys: 200, saves: 30 };
const suite = 'long-lists';

/** A browser with many chats and a long one. */
export const longLists: Suite = {
	name: suite,
	drives: 'browser',
	async run({ quick, tell }) {
		const plan = quick ? small : large;
		const visits: FirstVisit[] = [];
		const ways: Way[] = [];
		const times: Timed[] = [];
		await runLongLists(plan, {
			visited: (run) => visits.push(run),
			scrolled: (run) => ways.push(run),
			timed: (run) => times.push(run)
		});
		tellVisits(tell, plan, visits);
		for (const [slowed, runs] of Map.groupBy(times, (run) => run.slowed)) tellTimes(tell, slowed, runs);
		tellWays(tell, plan, ways);
	}
};

function tellVisits(tell: Context['tell'], { chats, messages }: LongListsPlan, runs: FirstVisit[]): void {
	tell({
		suite,
		title: 'A first visit with many chats',
		about: `${chats.toLocaleString('en')} chats with a message each, and one of ${messages.toLocaleString('en')}. Times are from the visit, seen from outside the browser.`,
		runs,
		figures: [
			{ what: 'first chat shown', unit: 'ms', of: ({ firstChatMs }) => firstChatMs },
			{ what: 'all chats in the mirror', unit: 'ms', of: ({ allChatsMs }) => allChatsMs },
			{ what: 'opening a chat with a page to fetch', unit: 'ms', of: ({ openingMs }) => openingMs },
			{
				what: 'the end of the long chat after a reload, all in the mirror',
				unit: 'ms',
				of: ({ reloadMs }) => reloadMs
			}
		]
	});
}

function tellTimes(tell: Context['tell'], slowed: number, runs: Timed[]): void {
	const figure = (what: string, wanted: Kind, goals: Goal[] = []): Figure<Timed> => {
		return { what, unit: 'ms', of: ({ kind, ms }) => (kind === wanted ? ms : null), goals };
	};
	tell({
		suite,
		title: `Keys and chats with long lists${slowed > 1 ? `, processor slowed ${slowed} times` : ''}`,
		about:
			'Each dot is one key or one click, in the long chat with all of it in the mirror. At 60 Hz the wait for a frame is up to 16.7 ms by itself; what the page does shows on a screen that draws each frame at once.',
		runs,
		figures: [
			figure('switching chats, from the click to the newest message', 'opened'),
			figure('what the page does for a key until it is drawn', 'worked'),
			figure('a key until it is painted, 60 Hz', 'painted'),
			figure('a key until it is painted, each frame at once', 'paintedAtOnce', [{ share: 0.95, atMost: 16 }]),
			figure('a key until it is on the disk, after the pause of 300 ms', 'saved', [
				{ share: 0.95, atMost: 50 }
			])
		]
	});
}

function tellWays(tell: Context['tell'], { scrolled }: LongListsPlan, runs: Way[]): void {
	tell({
		suite,
		title: `Scrolling back over ${scrolled.toLocaleString('en')} messages`,
		about:
			'A jump is a move of what is on the screen by over 2 px against the wheel, or by more than four of its turns at once.',
		ours: 'from the mirror',
		runs,
		figures: [
			{ what: 'messages seen', unit: '', of: ({ messages }) => messages },
			{ what: 'moves', unit: '', of: ({ moves }) => moves },
			{ what: 'jumps', unit: '', of: ({ jumps }) => jumps },
			{ what: 'the largest jump', unit: 'px', of: ({ largestPx }) => largestPx }
		]
	});
}
