const firstMs = 500;
const usualMaxMs = 30_000;

/** How long to wait before the try after `failures` failed ones: doubling, up to `maxMs`, half of it by chance. */
export function backoff(failures: number, maxMs = usualMaxMs): number {
	const whole = Math.min(maxMs, firstMs * 2 ** Math.min(failures, 10));
	return whole / 2 + (Math.random() * whole) / 2;
}
