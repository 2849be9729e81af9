import type { Clock } from './autosave.ts';

const everyMs = 2_000;
/** After so long the others take it for over by themselves. */
const shownMs = 3_000;

/** Has the others of a chat told that somebody types, at most every 2 seconds, and that they stopped. */
export class TypingSignal {
	readonly #tell: (on: boolean) => void;
	readonly #clock: Pick<Clock, 'now'>;
	#toldAt = -Infinity;
	#on = false;

	constructor(tell: (on: boolean) => void, clock: Pick<Clock, 'now'>) {
		this.#tell = tell;
		this.#clock = clock;
	}

	/** A key was pressed: nothing but a look at the clock, most times. */
	touch(): void {
		const now = this.#clock.now();
		if (now - this.#toldAt < everyMs) return;
		this.#toldAt = now;
		this.#on = true;
		this.#tell(true);
	}

	/** The box is empty, or left. */
	stop(): void {
		if (!this.#on) return;
		this.#on = false;
		if (this.#clock.now() - this.#toldAt < shownMs) this.#tell(false);
	}
}
