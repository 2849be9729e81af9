import { inTurns } from '../support/in-turns.ts';
import { cpuSecondsOf, type Pinned } from '../support/pinned.ts';
import { Product } from '../support/product.ts';
import { RawSocket } from '../support/raw-socket.ts';
import { startBare } from '../support/start-bare.ts';

/** One run: what connections cost that nobody uses. */
export type ConnectionsRun = {
	host: string;
	connections: number;
	bytesEach: number;
	residentBytes: number;
	/** How many were let in a second. */
	acceptedPerSecond: number;
	/** How much of a processor the server uses for them while nothing happens, 0 to 1. */
	idleCpu: number;
	loadCpu: number;
};

type Door = { server: Pinned; connect(index: number): Promise<RawSocket>; stop(): Promise<void> };

const doors: Record<string, (people: number) => Promise<Door>> = {
	inkling: async (people) => {
		const product = await Product.start(people);
		const connect = (index: number) => product.connect(product.people[index] ?? { id: '', cookie: '' });
		return { server: product.server, connect, stop: () => product.stop() };
	},
	'socket.io, no store': async () => {
		const { server, url } = await startBare('bare-socket-io');
		return { server, connect: () => RawSocket.connect(url, {}), stop: () => server.stop() };
	}
};

/** So many come before anything counts: they bring what all share. */
const first = 50;

/** `restMs`: what is left of the work of letting them in is cleared away in this time. */
type Plan = { count: number; rounds: number; restMs: number };

/** Each round on servers of its own: memory that was once used is not given back. */
export async function runConnections(
	{ count, rounds, restMs }: Plan,
	tell: (run: ConnectionsRun) => void
): Promise<void> {
	for (let round = 0; round < rounds; round++) {
		const entries = Object.entries(doors);
		for (const [host, open] of round % 2 ? entries.toReversed() : entries) {
			const door = await open(first + count);
			tell({ host, connections: count, ...(await measure(door, count, restMs)) });
			await door.stop();
		}
	}
}

async function measure(door: Door, count: number, restMs: number) {
	const { server } = door;
	const early = await inTurns(first, (index) => door.connect(index));
	await rest(restMs);
	const before = server.residentBytes();
	const [begun, load] = [performance.now(), cpuSecondsOf(process.pid)];
	const late = await inTurns(count, (index) => door.connect(first + index));
	const ms = performance.now() - begun;
	const loadCpu = (cpuSecondsOf(process.pid) - load) / (ms / 1000);
	await rest(restMs);
	const used = server.cpuSeconds();
	await rest(restMs);
	const idleCpu = (server.cpuSeconds() - used) / (restMs / 1000);
	const residentBytes = server.residentBytes();
	for (const socket of [...early, ...late]) socket.close();
	return {
		bytesEach: (residentBytes - before) / count,
		residentBytes,
		acceptedPerSecond: count / (ms / 1000),
		idleCpu,
		loadCpu
	};
}

function rest(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
