import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

/** How often it is looked; what Node measures contains this time. */
const resolutionMs = 20;

/** How late the event loop is. */
export class EventLoopDelay {
	readonly #delays: ReturnType<typeof monitorEventLoopDelay>;

	constructor() {
		this.#delays = monitorEventLoopDelay({ resolution: resolutionMs });
		this.#delays.enable();
	}

	/** Since this was last asked for, in seconds: for each quantile how late at most; 1 is the worst. */
	take(quantiles: number[]): number[] {
		const nanoseconds = quantiles.map((quantile) =>
			quantile === 1 ? this.#delays.max : this.#delays.percentile(quantile * 100)
		);
		this.#delays.reset();
		return nanoseconds.map((delay) => Math.max(0, delay / 1e9 - resolutionMs / 1000));
	}

	stop(): void {
		this.#delays.disable();
	}
}

/** Answers how to stop looking. */
export function watchEventLoop(registers: Registry[]): { stop(): void } {
	const delay = new EventLoopDelay();
	const quantiles = [0.5, 0.99, 1];
	new Gauge({
		name: 'inkling_event_loop_delay_seconds',
		help: 'How late the event loop was since this was last asked for.',
		labelNames: ['quantile'],
		registers,
		collect() {
			for (const [index, late] of delay.take(quantiles).entries())
				this.set({ quantile: quantiles[index] ?? 1 }, late);
		}
	});
	return delay;
}
