import { fanOut } from '../hub/fan-out.ts';
import { spreadOf } from '../support/spread.ts';
import { closedLoop, type ClosedLoop } from './closed-loop.ts';
import { openPeers, openRooms, type OpenRoom } from './open-peers.ts';
import type { Kind } from './peer.ts';
import { runPeersLatency, type PeersLatencyRun } from './run-latency.ts';
import { runPromise, type PromiseRun } from './run-promise.ts';
import { within } from './within.ts';

/** One run in a room of this size, with so many messages under way at any time. */
export type PeersRun = ClosedLoop & { host: string; size: number; window: number };

/**
 * In which rooms, with how many messages under way, how often and how long. `latencySeconds`: at the rates of a slow server a second
 * has too few messages for the slowest of a hundred.
 */
export type PeersPlan = {
	sizes: number[];
	windows: number[];
	rounds: number;
	seconds: number;
	latencySeconds: number;
};

/** Is told each run as soon as it is done. */
export type PeersTell = {
	loop: (run: PeersRun) => void;
	latency: (run: PeersLatencyRun) => void;
	promise: (run: PromiseRun) => void;
};

/**
 * Interleaved runs on all these servers, of which the first is the product; each stays up, and has its accounts once. In the
 * last of the rooms it tries latency too, and at the end what a server's promise is worth.
 */
export async function runPeers(here: Kind[], plan: PeersPlan, tell: PeersTell): Promise<void> {
	const open = await openPeers(here, Math.max(...plan.sizes));
	for (const size of plan.sizes) {
		const rooms = await openRooms(open, size);
		const able = await runLoops(rooms, size, plan, tell);
		if (size === plan.sizes.at(-1)) {
			const { rounds, latencySeconds: seconds } = plan;
			await runPeersLatency(able, size, { rounds, seconds }, tell.latency);
			await runPromise(rooms, size, tell.promise);
		}
		for (const { room } of rooms) room.close();
	}
	for (const { peer } of open) await peer.stop();
}

/** Answers how many messages a second each can do in this room, with the best number of them under way. */
async function runLoops(rooms: OpenRoom[], size: number, plan: PeersPlan, tell: PeersTell) {
	const { windows, rounds, seconds } = plan;
	for (const { room, kind } of rooms) {
		// Whatever is compiled and cached at the first use is so before anything counts.
		const few = { ...room, speakers: room.speakers.slice(0, 8) };
		await within(fanOut(few, size, Math.min(seconds, 1)), 60, `${kind.host} did not deliver all.`);
	}
	const runs: PeersRun[] = [];
	const turns = windows.flatMap((window) =>
		Array.from({ length: rounds }, (_, round) => ({ window, round }))
	);
	for (const { window, round } of turns)
		for (const { kind, peer, room } of round % 2 ? rooms.toReversed() : rooms) {
			const run = await closedLoop(peer, room, { size, window, seconds });
			runs.push({ host: kind.host, size, window, ...run });
			tell.loop({ host: kind.host, size, window, ...run });
		}
	return rooms.map((one) => {
		const own = runs.filter(({ host }) => host === one.kind.host);
		const each = [...Map.groupBy(own, ({ window }) => window).values()];
		const rates = each.map((those) => spreadOf(those.map((run) => run.storedPerSecond)).median);
		return { ...one, capacity: Math.max(...rates) };
	});
}
