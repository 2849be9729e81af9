import { cpuSecondsOf } from '../support/pinned.ts';
import { hosts, type Host } from './hosts.ts';
import type { Room, Speaker } from './room.ts';

/** One run: how many messages a second arrived at sockets, and what it cost. */
export type FanOutRun = {
	host: string;
	size: number;
	speakers: number;
	/** Messages that arrived at a socket, a second. */
	deliveredPerSecond: number;
	saidPerSecond: number;
	messagesPerFrame: number;
	/** How much of a processor each side used, 0 to 1. Where the load's is near 1, the load is the limit. */
	serverCpu: number;
	loadCpu: number;
};

/** Everybody who speaks says the next thing as soon as the last is acknowledged; it ends when all has arrived everywhere. */
export async function fanOut(
	room: Room,
	size: number,
	seconds: number
): Promise<{ said: number; ms: number }> {
	const before = room.ears.heard.messages;
	const begun = performance.now();
	let said = 0;
	const speak = async (say: Speaker) => {
		while (performance.now() - begun < seconds * 1000) {
			await say();
			said++;
		}
	};
	await Promise.all(room.speakers.map(speak));
	await room.ears.until(before + said * (size - 1));
	return { said, ms: performance.now() - begun };
}

/** Interleaved runs on all hosts, each on a server that stays up. */
export async function runFanOut(
	{ size, speakers, apart = false }: { size: number; speakers: number; apart?: boolean },
	{ rounds, seconds }: { rounds: number; seconds: number },
	tell: (run: FanOutRun) => void
): Promise<void> {
	const open = await Promise.all(
		Object.entries(hosts).map(async ([name, start]) => {
			const host = await start(size);
			return { name, host, room: await host.openRoom(size, speakers, apart) };
		})
	);
	// Whatever is compiled and cached at the first use is so before anything counts.
	for (const { room } of open) await fanOut(room, size, Math.min(seconds, 1));
	for (let round = 0; round < rounds; round++)
		for (const { name, host, room } of round % 2 ? open.toReversed() : open)
			tell({ host: name, size, speakers, ...(await measure(host, room, size, seconds)) });
	for (const { room } of open) room.close();
	await Promise.all(open.map(({ host }) => host.stop()));
}

async function measure(host: Host, room: Room, size: number, seconds: number) {
	const [server, load, frames] = [
		host.server.cpuSeconds(),
		cpuSecondsOf(process.pid),
		room.ears.heard.frames
	];
	const { said, ms } = await fanOut(room, size, seconds);
	const perSecond = (count: number) => count / (ms / 1000);
	const delivered = said * (size - 1);
	return {
		deliveredPerSecond: perSecond(delivered),
		saidPerSecond: perSecond(said),
		messagesPerFrame: delivered / (room.ears.heard.frames - frames),
		serverCpu: perSecond(host.server.cpuSeconds() - server),
		loadCpu: perSecond(cpuSecondsOf(process.pid) - load)
	};
}
