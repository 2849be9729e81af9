import type { Rate } from '../../protocol/limits.ts';

/**
 * A token bucket: refills at `perSecond` up to `burst`.
 * (The token bucket of RFC 2697 and of every textbook.) `clock`: in milliseconds.
 */
export class Bucket {
	readonly #rate: Rate;
	readonly #clock: () => number;
	#tokens: number;
	#at: number;

	constructor(rate: Rate, clock: () => number) {
		this.#rate = rate;
		this.#clock = clock;
		this.#tokens = rate.burst;
		this.#at = clock();
	}

	/** Takes a token. Answers 0, or the milliseconds after which there will be one; then none was taken. */
	take(): number {
		this.#refill();
		if (this.#tokens < 1) return this.#msUntil(1);
		this.#tokens -= 1;
		return 0;
	}

	/** Takes so many, on credit where there are fewer: what has come is not smaller for being too much. */
	spend(tokens: number): void {
		this.#refill();
		this.#tokens -= tokens;
	}

	/** The milliseconds until what was spent on credit is paid back; 0 while nothing is owed. */
	debtMs(): number {
		this.#refill();
		return this.#tokens > 0 ? 0 : Math.max(1, this.#msUntil(0));
	}

	#msUntil(tokens: number): number {
		return Math.ceil(((tokens - this.#tokens) / this.#rate.perSecond) * 1000);
	}

	#refill(): void {
		const now = this.#clock();
		// A clock that was set back takes nothing away.
		const elapsedMs = Math.max(0, now - this.#at);
		this.#tokens = Math.min(this.#rate.burst, this.#tokens + (elapsedMs / 1000) * this.#rate.perSecond);
		this.#at = now;
	}
}
