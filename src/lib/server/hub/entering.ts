/** Counts the sockets that were let in, and are in none of their rooms yet: socket.io has them enter in the next tick. */
export class Entering {
	readonly #counts = new Map<string, number>();

	count(room: string): number {
		return this.#counts.get(room) ?? 0;
	}

	/** Lets a socket in by `next`, and counts it as long as it is in none of these rooms. */
	letIn(rooms: readonly string[], next: () => void): void {
		for (const room of rooms) this.#counts.set(room, this.count(room) + 1);
		next();
		process.nextTick(() => {
			for (const room of rooms) this.#leave(room);
		});
	}

	#leave(room: string): void {
		const left = this.count(room) - 1;
		if (left > 0) this.#counts.set(room, left);
		else this.#counts.delete(room);
	}
}
