const usualMs = 10_000;
const doublingsMax = 2;

/**
 * How long an answer may take before its connection counts as dead: 10 s, and twice as long after each connection that
 * ended so, up to four times, since a network may be slow without being dead.
 */
export class Patience {
	readonly #usualMs: number;
	#doublings = 0;

	constructor(ms = usualMs) {
		this.#usualMs = ms;
	}

	get ms(): number {
		return this.#usualMs * 2 ** this.#doublings;
	}

	/** It ran out. */
	double() {
		this.#doublings = Math.min(doublingsMax, this.#doublings + 1);
	}

	/** A connection ended in another way. */
	renew() {
		this.#doublings = 0;
	}
}
