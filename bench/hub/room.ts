import { inJson, notesIn } from '../support/body.ts';

/** Somebody of a room: says something with this note in it, and resolves when the server has acknowledged it. */
export type Speaker = (note?: string) => Promise<unknown>;

/** A room with sockets in it, on some server. */
export type Room = {
	/** Those of its sockets that speak. */
	speakers: Speaker[];
	ears: Ears;
	close(): void;
};

/** Counts what the sockets of a room hear. */
export class Ears {
	/** How many messages all of them together have been told so far, and in how many frames. */
	readonly heard = { messages: 0, frames: 0 };
	/** Is told the note of each message that one of the listeners hears; reading is dear, so that few of the sockets do. */
	onNote: ((note: string) => void) | null = null;
	readonly #mark: Buffer;
	#wanted = Infinity;
	#tell = () => {};

	/** `mark`: how a text begins in what they hear, its `#` included. */
	constructor(mark = inJson) {
		this.#mark = mark;
	}

	/** One socket has been told so many messages in one frame. */
	hear(frame: Buffer, messages: number, listens: boolean): void {
		if (messages === 0) return;
		this.heard.frames++;
		this.heard.messages += messages;
		if (listens && this.onNote) for (const note of notesIn(frame, this.#mark)) this.onNote(note);
		if (this.heard.messages >= this.#wanted) this.#tell();
	}

	/** Resolves when so many messages have been heard in all. */
	until(messages: number): Promise<void> {
		if (this.heard.messages >= messages) return Promise.resolve();
		this.#wanted = messages;
		return new Promise((resolve) => (this.#tell = resolve));
	}
}

const readersMax = 5;

/**
 * Which of a room's sockets read what they hear: some of those who do not speak, or of all where everybody does. A server tells one
 * after the other, so that they are spread over the room.
 */
export function readersOf(size: number, speaking: number): Set<number> {
	const from = speaking < size ? speaking : 0;
	const places = Array.from({ length: readersMax }, (_, index) => (index + 0.5) / readersMax);
	return new Set(places.map((place) => from + Math.floor(place * (size - from))));
}

/** How often this stands in a frame. */
export function countIn(frame: Buffer, mark: Buffer): number {
	let count = 0;
	for (let at = frame.indexOf(mark); at >= 0; at = frame.indexOf(mark, at + mark.length)) count++;
	return count;
}
