import { runFanOut, type FanOutRun } from '../hub/fan-out.ts';
import type { Goal } from '../report/table.ts';
import { planOf, type Suite } from './suite.ts';

const bare = 'socket.io, no store';

/** Who speaks, and what is wanted. `apart`: each in a group of the same people, so that no two messages share a frame. */
type Talk = { speakers: number; apart: boolean; about: string; goals: Goal[] };

const talks: Talk[] = [
	{
		speakers: 1,
		apart: false,
		about: 'One speaks alone: every message waits for the disk by itself, and so does who speaks.',
		goals: []
	},
	{
		speakers: 8,
		apart: true,
		about:
			'Each speaks in a group of their own with the same people: every message has a frame of its own, and there is always one to be passed on.',
		goals: [{ to: bare, atLeast: 0.9 }]
	},
	{
		speakers: 64,
		apart: false,
		about: 'All speak in one group: what is said at the same time shares frames.',
		goals: [{ to: bare, atLeast: 1.5 }]
	}
];

const hasGoal = ({ goals }: { goals: unknown[] }) => goals.length > 0;

/** How many messages a second a room passes on. */
export const fanOut: Suite = {
	name: 'fan-out',
	drives: 'server',
	async run({ quick, tell }) {
		for (const size of quick ? [100, 1_000] : [10, 100, 1_000])
			for (const { apart, about, goals, ...talk } of quick ? talks.filter(hasGoal) : talks) {
				const speakers = Math.min(size, talk.speakers);
				const runs: FanOutRun[] = [];
				await runFanOut({ size, speakers, apart }, planOf(quick), (run) => runs.push(run));
				tell({
					suite: 'fan-out',
					title: `Fan-out, room of ${size.toLocaleString('en')}, ${speakers} speaking at once${apart ? ', a group each' : ''}`,
					about: `${about} The next message is said as soon as the last is acknowledged. It counts once for each socket that it arrives at.`,
					runs,
					figures: [
						{
							what: 'messages delivered',
							unit: 'a second',
							of: ({ deliveredPerSecond }) => deliveredPerSecond,
							goals: size < 100 ? [] : goals
						},
						{ what: 'messages in a frame', unit: '', of: ({ messagesPerFrame }) => messagesPerFrame },
						{
							what: 'share of its processor that the server used',
							unit: '',
							of: ({ serverCpu }) => serverCpu
						}
					]
				});
			}
	}
};
