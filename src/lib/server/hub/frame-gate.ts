import type { FrameBudget } from './frame-budget.ts';

/** A packet of engine.io. */
export type Frame = { type: string; data?: string | Uint8Array };

/** What a gate stands before. */
export type Gated = {
	deliver(frame: Frame): void;
	/** Stops reading, and goes on. */
	pause(): void;
	resume(): void;
	/** A frame has to wait. */
	held(): void;
	/** Says for the other end that it lives. */
	vouch(): void;
};

/** Shorter pauses would cost more in timers than they let through in frames. */
const pauseMinMs = 50;

/** Well under the 20 s that the answer to a heartbeat is waited for. */
const pauseMaxMs = 5_000;

/**
 * Lets frames through as budgets allow. What is too much waits, in its order, and nothing more is read meanwhile, so that
 * TCP holds back its sender: nothing is refused, and nothing lost. What waits is bounded by what had been read when
 * reading stopped.
 */
export class FrameGate {
	readonly #gated: Gated;
	#budgets: readonly FrameBudget[];
	#waiting: (Frame | (() => void))[] = [];
	#held = false;
	#ended = false;
	#timer: NodeJS.Timeout | undefined;

	constructor(gated: Gated, budgets: readonly FrameBudget[]) {
		this.#gated = gated;
		this.#budgets = budgets;
	}

	/** From now on these count. */
	drawFrom(budgets: readonly FrameBudget[]): void {
		this.#budgets = budgets;
	}

	/** A frame has come. */
	arrive(frame: Frame): void {
		if (this.#waiting.length === 0 && this.#debtMs() === 0) return this.#pass(frame);
		this.#gated.held();
		this.#waiting.push(frame);
		if (!this.#held) this.#hold();
	}

	/** Does something once every frame that has come so far is through; at once if none waits. */
	afterwards(work: () => void): void {
		if (this.#waiting.length === 0) work();
		else this.#waiting.push(work);
	}

	/** The connection is over: what waits has nobody to be answered. */
	end(): void {
		this.#ended = true;
		this.#waiting = [];
		clearTimeout(this.#timer);
	}

	#pass(next: Frame | (() => void)): void {
		if (typeof next === 'function') return next();
		for (const budget of this.#budgets) budget.spend(sizeOf(next));
		this.#gated.deliver(next);
	}

	#hold(): void {
		this.#held = true;
		this.#gated.pause();
		this.#wait();
	}

	#wait(): void {
		// The answer to a heartbeat may lie in what is not read.
		this.#gated.vouch();
		const ms = Math.min(Math.max(this.#debtMs(), pauseMinMs), pauseMaxMs);
		this.#timer = setTimeout(() => this.#goOn(), ms);
	}

	#goOn(): void {
		const rest = this.#waiting;
		// What one of them brings along stands before those that came after it.
		this.#waiting = [];
		let next = 0;
		for (; next < rest.length && this.#waiting.length === 0 && this.#debtMs() === 0; next++) {
			const one = rest[next];
			if (one) this.#pass(one);
			if (this.#ended) return;
		}
		this.#waiting = this.#waiting.concat(rest.slice(next));
		if (this.#waiting.length > 0) return this.#wait();
		this.#held = false;
		this.#gated.resume();
	}

	#debtMs(): number {
		let most = 0;
		for (const budget of this.#budgets) most = Math.max(most, budget.debtMs());
		return most;
	}
}

/** In characters, which are bytes but for a few: to count those would cost a walk through every frame. */
function sizeOf({ data }: Frame): number {
	return data?.length ?? 0;
}
