import type { ServerHealth } from '../../../protocol/server-health.ts';
import { sizeWords } from '../size-words.ts';

/** One line of the page: what was looked at, what was seen, and what to do where that is not good. */
export type Finding = { name: string; seen: string; advice: string | null };

/** Writing ends when the disk is full; a day of a busy server fits into this. */
const freeMin = 2_000_000_000;
/** From here on people feel that the server hesitates (Nielsen: 0.1 s is felt as at once). */
const lateMsMax = 100;
/** Half of what is felt as at once: the rest of a message's way needs its share. */
const commitMsMax = 50;

const providers: Record<string, string> = {
	file: 'a file beside the data',
	passphrase: 'a passphrase',
	transit: 'Vault'
};

/** What was found, in words; those that want something done first. */
export function findingsOf({ disk, commits, lateMs, faults, keys }: ServerHealth): Finding[] {
	const { meanMs } = commits;
	const findings: Finding[] = [
		{
			name: 'Disk',
			seen: `${sizeWords(disk.free)} free; the data takes ${sizeWords(disk.database + disk.log)}.`,
			advice:
				disk.free < freeMin
					? 'Make room soon: on a full disk nothing more can be written. What is written stays.'
					: null
		},
		{
			name: 'Writing',
			seen:
				meanMs === null
					? 'Nothing was written since the start.'
					: `${milliseconds(meanMs)} on average, until it is safe on the disk.`,
			advice:
				meanMs !== null && meanMs > commitMsMax
					? 'The disk is slow: everybody waits for it with each message.'
					: null
		},
		{
			name: 'Answering',
			seen: lateMs < 1 ? 'At once.' : `${milliseconds(lateMs)} late at times.`,
			advice: lateMs > lateMsMax ? 'The machine has too much to do; people feel it.' : null
		},
		{
			name: 'Keys',
			seen: `The master key comes from ${providers[keys.provider] ?? keys.provider}${keys.answers ? '.' : ', which does not answer.'}`,
			advice: keys.answers
				? null
				: 'Chats whose keys are at hand go on; others wait. See the log for what is wrong.'
		},
		{
			name: 'Faults',
			seen:
				faults === 0
					? 'None since the start.'
					: faults === 1
						? 'One since the start.'
						: `${faults} since the start.`,
			advice: faults > 0 ? 'Each stands in the log, with what was asked for.' : null
		}
	];
	return findings.sort((one, other) => Number(other.advice !== null) - Number(one.advice !== null));
}

function milliseconds(ms: number): string {
	return ms >= 1000 ? `${(ms / 1000).toFixed(1)} s` : `${ms < 10 ? ms.toFixed(1) : ms.toFixed(0)} ms`;
}
