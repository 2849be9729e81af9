/** So many go on together at most. */
const groupMax = 16;

/**
 * Lets those who want the same at the same time go on one behind the other, instead of each among all that the others want. When
 * everybody comes back after a restart, each turn of the event loop brings one new connection, a greeting of the one before and a
 * question of the one before that: code and data of one push those of the others out of the processor's caches, and what takes 2 µs
 * takes 10 to 20 (docs/performance.md).
 */
export class Gathering {
	#waiting: (() => void)[] = [];

	/** Resolves at the end of the first turn after this one that brings nobody else, or once a group is full. */
	join(): Promise<void> {
		return new Promise((resolve) => {
			this.#waiting.push(resolve);
			if (this.#waiting.length === 1) setImmediate(() => this.#lookAfter(0));
		});
	}

	/** `before`: how many waited at the end of the turn before. */
	#lookAfter(before: number): void {
		const { length } = this.#waiting;
		if (length > before && length < groupMax) return void setImmediate(() => this.#lookAfter(length));
		const group = this.#waiting;
		this.#waiting = [];
		for (const goOn of group) goOn();
	}
}
