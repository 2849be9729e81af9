/** Somebody of a room: says something, and resolves when the server has acknowledged it. */
export type Speaker = () => Promise<unknown>;

/** A room with sockets in it, on some server. */
export type Room = {
	/** So many of its sockets speak. */
	speakers: Speaker[];
	/** How many messages all of its sockets together have been told so far, and in how many frames. */
	heard: { messages: number; frames: number };
	/** Resolves when so many messages have been heard in all. */
	until(messages: number): Promise<void>;
	close(): void;
};

/** Counts what the sockets of a room hear. */
export class Ears {
	readonly heard = { messages: 0, frames: 0 };
	#wanted = Infinity;
	#tell = () => {};

	hear(messages: number): void {
		if (messages === 0) return;
		this.heard.frames++;
		this.heard.messages += messages;
		if (this.heard.messages >= this.#wanted) this.#tell();
	}

	until(messages: number): Promise<void> {
		if (this.heard.messages >= messages) return Promise.resolve();
		this.#wanted = messages;
		return new Promise((resolve) => (this.#tell = resolve));
	}
}

/** How often this stands in a frame. */
export function countIn(frame: Buffer, mark: Buffer): number {
	let count = 0;
	for (let at = frame.indexOf(mark); at >= 0; at = frame.indexOf(mark, at + mark.length)) count++;
	return count;
}
