import type { Room } from '../hub/room.ts';
import type { Archive } from './archive.ts';
import type { Processes } from './processes.ts';

/** A server that the benchmark has started, with its accounts. */
export type Peer = {
	/** What runs now. */
	server: Processes;
	/** Where it has what was said, in the room that was opened last if rooms have archives of their own. */
	archive: Archive;
	/** A new room with so many sockets, of which so many speak. */
	openRoom(size: number, speakers: number): Promise<Room>;
	/** Ends all its processes by `kill -9`, and starts it again on the same data. */
	crash(): Promise<void>;
	/** Ends all its processes, and takes its data away. */
	stop(): Promise<void>;
};

/** A server that the product is held against, or the product. */
export type Kind = {
	host: string;
	/** Says in a sentence why it cannot run here; null if it can. */
	missing(): string | null;
	/** The largest room that it is asked to hold. */
	largest: number;
	/** With so many accounts. */
	start(people: number): Promise<Peer>;
};
