import type { Clock } from './autosave.ts';

const everyMs = 2_000;
/** After so long the others take it for over by themselves. */
const shownMs = 3_000;

/** Has the others of a chat told that somebody types, at most every 2 seconds, and that they stopped. */
export class TypingSignal {
	readonly #tell: (on: boolean) => void;
	readonly #clock: Clock;
	#toldAt = -Infinity;
	#on = false;
	#cancelLater: (() => void) | null = null;

	constructor(tell: (on: boolean) => void, clock: Clock) {
		this.#tell = tell;
		this.#clock = clock;
	}

	/** A key was pressed: nothing but a look at the clock, most times. */
	touch(): void {
		const now = this.#clock.now();
		const wait = this.#toldAt + everyMs - now;
		if (wait <= 0) return this.#start();
		// Soon after a message the next one may be no more than a few keys.
		if (!this.#on) this.#cancelLater ??= this.#clock.after(wait, () => this.#start());
	}

	/** The box is empty, or left. */
	stop(): void {
		this.#cancelLater?.();
		this.#cancelLater = null;
		if (!this.#on) return;
		this.#on = false;
		if (this.#clock.now() - this.#toldAt < shownMs) this.#tell(false);
	}

	#start() {
		this.#cancelLater?.();
		this.#cancelLater = null;
		this.#toldAt = this.#clock.now();
		this.#on = true;
		this.#tell(true);
	}
}
