import { fanOut } from '../hub/fan-out.ts';
import type { Room } from '../hub/room.ts';
import { cpuSecondsOf } from '../support/pinned.ts';
import { quantile } from '../support/spread.ts';
import { countAtLast, countStored } from './archive.ts';
import type { Peer } from './peer.ts';
import { within } from './within.ts';

/** What came of so many messages that were under way at any time. */
export type ClosedLoop = {
	/** Messages of which their sender was told; XMPP and The Lounge tell by sending them their own. */
	acknowledgedPerSecond: number;
	/** Messages that arrived at a socket. */
	deliveredPerSecond: number;
	/** Messages that had arrived everywhere and were stored when the last had arrived. */
	storedPerSecond: number;
	/** Messages that had arrived everywhere and were not stored then, and those that were not stored once all was quiet. */
	notStoredThen: number;
	notStoredAtLast: number;
	/** From the first byte until it was acknowledged, and until others had it. */
	acknowledgedP50Ms: number;
	acknowledgedP99Ms: number;
	deliveredP50Ms: number;
	deliveredP99Ms: number;
	/** Seconds of the processor, of all processes of the server, for a thousand messages that arrived at a socket. */
	cpuPerThousand: number;
	residentBytes: number;
	serverCpu: number;
	loadCpu: number;
};

/** Speaks for so long, with `window` messages under way at any time: whoever was acknowledged says the next. */
export async function closedLoop(
	peer: Peer,
	room: Room,
	{ size, window, seconds }: { size: number; window: number; seconds: number }
): Promise<ClosedLoop> {
	const { server, archive } = peer;
	const storedBefore = countStored(archive, server);
	const [used, load] = [server.cpuSeconds(), cpuSecondsOf(process.pid)];
	const { timed, acknowledged, delivered } = timedRoom(room, window);
	const { said, ms } = await within(fanOut(timed, size, seconds), seconds + 60, 'Not all of it arrived.');
	room.ears.onNote = null;
	const [serverUsed, loadUsed] = [server.cpuSeconds() - used, cpuSecondsOf(process.pid) - load];
	const stored = countStored(archive, server) - storedBefore;
	const storedAtLast = (await countAtLast(archive, server)) - storedBefore;
	const arrived = said * (size - 1);
	return {
		acknowledgedPerSecond: said / (ms / 1000),
		deliveredPerSecond: arrived / (ms / 1000),
		storedPerSecond: Math.min(said, stored) / (ms / 1000),
		notStoredThen: Math.max(0, said - stored),
		notStoredAtLast: Math.max(0, said - storedAtLast),
		acknowledgedP50Ms: quantile(acknowledged.sort(ascending), 0.5),
		acknowledgedP99Ms: quantile(acknowledged, 0.99),
		deliveredP50Ms: quantile(delivered.sort(ascending), 0.5),
		deliveredP99Ms: quantile(delivered, 0.99),
		cpuPerThousand: (serverUsed / arrived) * 1000,
		residentBytes: server.residentBytes(),
		serverCpu: serverUsed / (ms / 1000),
		loadCpu: loadUsed / (ms / 1000)
	};
}

const ascending = (one: number, other: number) => one - other;

/** The same room with as many speakers as messages may be under way, who write down how long each took, in ms. */
function timedRoom(room: Room, window: number) {
	const begun: number[] = [];
	const acknowledged: number[] = [];
	const delivered: number[] = [];
	room.ears.onNote = (note) => delivered.push(performance.now() - (begun[Number(note)] ?? NaN));
	const speakers = Array.from({ length: window }, (_, index) => async () => {
		const at = performance.now();
		const note = begun.push(at) - 1;
		await room.speakers[index % room.speakers.length]?.(String(note));
		acknowledged.push(performance.now() - at);
	});
	return { timed: { ...room, speakers }, acknowledged, delivered };
}
