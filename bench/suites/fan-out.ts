import { runFanOut, type FanOutRun } from '../hub/fan-out.ts';
import type { Goal } from '../report/table.ts';
import { planOf, type Suite } from './suite.ts';

const saturating = 64;
const bare = 'socket.io, no store';

/** How many messages a second a room passes on. */
export const fanOut: Suite = {
	name: 'fan-out',
	drives: 'server',
	async run({ quick, tell }) {
		for (const size of quick ? [100, 1_000] : [10, 100, 1_000])
			for (const speakers of [1, Math.min(size, saturating)]) {
				const runs: FanOutRun[] = [];
				await runFanOut({ size, speakers }, planOf(quick), (run) => runs.push(run));
				tell({
					suite: 'fan-out',
					title: `Fan-out, room of ${size.toLocaleString('en')}, ${speakers} speaking at once`,
					about:
						'Everybody who speaks says the next message as soon as the last is acknowledged. A message counts once for each socket that it arrives at.',
					runs,
					figures: [
						{
							what: 'messages delivered',
							unit: 'a second',
							of: ({ deliveredPerSecond }) => deliveredPerSecond,
							goals: size < 100 ? [] : goalsWith(speakers)
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

function goalsWith(speakers: number): Goal[] {
	return [{ to: bare, atLeast: speakers === 1 ? 0.9 : 1.5 }];
}
