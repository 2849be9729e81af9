/** The middle of several runs, and how far they lie apart. */
export type Spread = { median: number; least: number; most: number; runs: number };

export function spreadOf(values: number[]): Spread {
	const sorted = values.toSorted((one, other) => one - other);
	const [least = NaN, most = NaN] = [sorted[0], sorted.at(-1)];
	return { median: quantile(sorted, 0.5), least, most, runs: values.length };
}

/** The value below which this share of the values lies; they are in ascending order. */
export function quantile(sorted: number[], share: number): number {
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
