import { quantile } from '../../support/spread.ts';

/** Median, 95th percentile and worst of some times in ms, in words. */
export function figures(times: number[]): string {
	const sorted = times.toSorted((one, other) => one - other);
	const at = (share: number) => quantile(sorted, share).toFixed(1);
	return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms of ${sorted.length}`;
}
