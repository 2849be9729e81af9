import { DatabaseSync } from 'node:sqlite';
import type { Room } from '../hub/room.ts';
import { countAtLast, countStored } from './archive.ts';
import type { OpenRoom } from './open-peers.ts';
import type { Peer } from './peer.ts';
import { within } from './within.ts';

/** What a server makes of a message that it has acknowledged, or delivered. */
export type PromiseRun = {
	host: string;
	/** Messages that were acknowledged when it was killed by `kill -9`, and how many of them are not there after that. */
	acknowledged: number;
	lost: number;
	/** Somebody else holds its database locked, and something is said. How long until others have it, in ms, Infinity for never; and whether it is stored once the lock is gone. */
	deliveredAfterMs: number;
	storedAtLast: boolean;
};

const lockedMs = 3_000;

/** Locks each one's database for 3 seconds, all at the same time; then kills one after the other while eight messages are under way. */
export async function runPromise(
	rooms: OpenRoom[],
	size: number,
	tell: (run: PromiseRun) => void
): Promise<void> {
	const locked = await Promise.all(rooms.map(({ peer, room }) => sayWhileLocked(peer, room, size)));
	for (const [index, one] of rooms.entries()) {
		const { deliveredAfterMs = NaN, storedAtLast = false } = locked[index] ?? {};
		const killed = await killWhileSaying(one);
		tell({ host: one.kind.host, deliveredAfterMs, storedAtLast, ...killed });
	}
}

async function sayWhileLocked({ archive, server }: Peer, room: Room, size: number) {
	// An archive may be made with the first message.
	await room.speakers[0]?.();
	const before = await countAtLast(archive, server);
	const heard = room.ears.heard.messages;
	const locks = archive.files.map((file) => {
		const database = new DatabaseSync(file, { timeout: 5_000 });
		database.exec('BEGIN IMMEDIATE');
		return database;
	});
	const begun = performance.now();
	setTimeout(() => release(locks), lockedMs);
	void room.speakers[0]?.();
	const arrived = within(room.ears.until(heard + size - 1), 10, 'It never arrived.');
	const deliveredAfterMs = await arrived.then(
		() => performance.now() - begun,
		() => Infinity
	);
	await new Promise((resolve) =>
		setTimeout(resolve, Math.max(0, begun + lockedMs + 500 - performance.now()))
	);
	return { deliveredAfterMs, storedAtLast: (await countAtLast(archive, server)) > before };
}

function release(locks: DatabaseSync[]): void {
	for (const database of locks) {
		database.exec('ROLLBACK');
		database.close();
	}
}

async function killWhileSaying({ peer, room }: OpenRoom) {
	const before = await countAtLast(peer.archive, peer.server);
	let acknowledged = 0;
	let ended = false;
	const speak = async (index: number) => {
		while (!ended) {
			await room.speakers[index]?.();
			if (!ended) acknowledged++;
		}
	};
	// Whoever waits when it is killed waits for ever.
	for (let index = 0; index < 8; index++) void speak(index);
	await new Promise((resolve) => setTimeout(resolve, 1_500));
	ended = true;
	await peer.crash();
	const stored = countStored(peer.archive, peer.server) - before;
	return { acknowledged, lost: Math.max(0, acknowledged - stored) };
}
