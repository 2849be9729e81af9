import type { Room } from '../hub/room.ts';
import { kinds } from './kinds.ts';
import type { Kind, Peer } from './peer.ts';
import { within } from './within.ts';

/** A server that runs. */
export type Open = { kind: Kind; peer: Peer };
/** It has a room open. */
export type OpenRoom = Open & { room: Room };

/** So many speak in a room, or as many as are in it. */
const speakers = 64;
const patience = 120;

/** The servers that can run here, the product first, and for each that cannot a sentence that says why. */
export function findKinds(): { here: Kind[]; absent: string[] } {
	return {
		here: kinds.filter((kind) => kind.missing() === null),
		absent: kinds.flatMap((kind) => kind.missing() ?? [])
	};
}

/** Starts them one after the other, with so many accounts each. */
export async function openPeers(here: Kind[], people: number): Promise<Open[]> {
	const open: Open[] = [];
	for (const kind of here) {
		const starting = kind.start(Math.min(people, kind.largest));
		open.push({ kind, peer: await within(starting, patience, `${kind.host} did not start.`) });
	}
	return open;
}

/** A room of this size on each that holds one. */
export async function openRooms(open: Open[], size: number): Promise<OpenRoom[]> {
	const rooms: OpenRoom[] = [];
	for (const { kind, peer } of open.filter((one) => size <= one.kind.largest)) {
		const opening = peer.openRoom(size, Math.min(size, speakers));
		const room = await within(opening, patience, `${kind.host} did not let ${size} into a room.`);
		rooms.push({ kind, peer, room });
	}
	await Promise.all(rooms.map(({ room }) => untilQuiet(room)));
	return rooms;
}

/** What a server says to those who enter may come later than they are in. */
async function untilQuiet({ ears }: Room): Promise<void> {
	for (let before = -1; before !== ears.heard.messages;) {
		before = ears.heard.messages;
		await new Promise((resolve) => setTimeout(resolve, 500));
	}
}
