const firstMs = 500;
const lastMs = 30_000;

/** How long to wait before the try after `failures` failed ones: doubling, up to 30 s, half of it by chance. */
export function backoff(failures: number): number {
	const whole = Math.min(lastMs, firstMs * 2 ** Math.min(failures, 10));
	return whole / 2 + (Math.random() * whole) / 2;
}
