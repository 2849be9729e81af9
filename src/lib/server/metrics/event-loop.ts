import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Gauge, type Registry } from 'prom-client';

/** How often it is looked; what Node measures contains this time. */
const resolutionMs = 20;

/** Answers how to stop looking. */
export function watchEventLoop(registers: Registry[]): { stop(): void } {
	const delays = monitorEventLoopDelay({ resolution: resolutionMs });
	delays.enable();
	new Gauge({
		name: 'inkling_event_loop_delay_seconds',
		help: 'How late the event loop was since this was last asked for.',
		labelNames: ['quantile'],
		registers,
		collect() {
			const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e9 - resolutionMs / 1000);
			for (const quantile of [0.5, 0.99]) this.set({ quantile }, late(delays.percentile(quantile * 100)));
			this.set({ quantile: 1 }, late(delays.max));
			delays.reset();
		}
	});
	return { stop: () => delays.disable() };
}
