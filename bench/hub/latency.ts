import { cpuSecondsOf } from '../support/pinned.ts';
import { quantile } from '../support/spread.ts';
import { fanOut } from './fan-out.ts';
import { hosts, type Host } from './hosts.ts';
import type { Room } from './room.ts';

/** One run: how long a message took from when it was due until others of the room had it. */
export type LatencyRun = {
	host: string;
	/** Of what the host can do at saturation. */
	share: number;
	saidPerSecond: number;
	p50Ms: number;
	p99Ms: number;
	worstMs: number;
	loadCpu: number;
};

type Plan = { rounds: number; seconds: number };
type Open = { name: string; host: Host; room: Room; capacity: number };

const shares = [0.25, 0.5];

/** At a quarter and at half of each host's own capacity, which is looked for first. Interleaved. */
export async function runLatency(
	{ size, speakers }: { size: number; speakers: number },
	{ rounds, seconds }: Plan,
	tell: (run: LatencyRun) => void
): Promise<void> {
	const open: Open[] = [];
	for (const [name, start] of Object.entries(hosts)) {
		const host = await start(size);
		const room = await host.openRoom(size, speakers);
		await fanOut(room, size, Math.min(seconds, 1));
		const { said, ms } = await fanOut(room, size, seconds);
		open.push({ name, host, room, capacity: said / (ms / 1000) });
	}
	for (let round = 0; round < rounds; round++)
		for (const share of shares)
			for (const { name, room, capacity } of round % 2 ? open.toReversed() : open) {
				const load = cpuSecondsOf(process.pid);
				const { times, count, ms } = await sayEvenly(room, size, capacity * share, seconds);
				tell({
					host: name,
					share,
					saidPerSecond: count / (ms / 1000),
					p50Ms: quantile(times, 0.5),
					p99Ms: quantile(times, 0.99),
					worstMs: quantile(times, 1),
					loadCpu: (cpuSecondsOf(process.pid) - load) / (ms / 1000)
				});
			}
	for (const { room } of open) room.close();
	await Promise.all(open.map(({ host }) => host.stop()));
}

/**
 * Says something at even intervals, whether or not the last has arrived: who waits for a slow server measures it too kindly
 * (coordinated omission; Gil Tene, "How NOT to Measure Latency"). Answers how long each took to each listener, ascending.
 */
export async function sayEvenly(room: Room, size: number, perSecond: number, seconds: number) {
	const { ears, speakers } = room;
	const before = ears.heard.messages;
	const begun = performance.now();
	const count = Math.max(1, Math.floor(perSecond * seconds));
	const dueAt = (index: number) => begun + (index * 1000) / perSecond;
	const times: number[] = [];
	ears.onNote = (note) => times.push(performance.now() - dueAt(Number(note)));
	const answers: Promise<unknown>[] = [];
	for (let index = 0; index < count; await untilAbout(dueAt(index), perSecond))
		for (; index < count && dueAt(index) <= performance.now(); index++)
			answers.push(speakers[index % speakers.length]?.(String(index)) ?? Promise.resolve());
	await Promise.all(answers);
	await ears.until(before + count * (size - 1));
	ears.onNote = null;
	return { times: times.sort((one, other) => one - other), count, ms: performance.now() - begun };
}

/** A timer is late by up to so many ms. */
const timerLateMs = 2;

/**
 * Until this time or a little later. At low rates what is due is said when it is: a timer by itself would add its own lateness to every
 * host's times. At high rates that would take all of the load's processor.
 */
async function untilAbout(at: number, perSecond: number): Promise<void> {
	const left = at - performance.now();
	if (perSecond * timerLateMs > 1000) await new Promise((resolve) => setTimeout(resolve, 1));
	else if (left > timerLateMs) await new Promise((resolve) => setTimeout(resolve, left - timerLateMs));
	else await new Promise((resolve) => setImmediate(resolve));
}
