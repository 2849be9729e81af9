const firstMs = 500;
const usualMaxMs = 30_000;

/** How long to wait after so many failures in a row: doubling up to half a minute, half of it by chance. */
export function backoff(failures: number): number {
	const whole = Math.min(usualMaxMs, firstMs * 2 ** Math.min(failures, 10));
	return whole / 2 + (Math.random() * whole) / 2;
}

/** Waits. @throws the reason of the signal, at once, when that is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
	return untilAborted(signal, (resolve) => {
		const timer = setTimeout(resolve, ms);
		return () => clearTimeout(timer);
	});
}

/** A promise that ends with the signal, if nothing settles it before. `begin` answers how to tidy up. */
export function untilAborted<Value = void>(
	signal: AbortSignal,
	begin: (resolve: (value: Value) => void) => () => void
): Promise<Value> {
	return new Promise((resolve, reject) => {
		if (signal.aborted) return reject(signal.reason as Error);
		const onAbort = () => {
			tidy();
			reject(signal.reason as Error);
		};
		const tidy = begin((value) => {
			signal.removeEventListener('abort', onAbort);
			resolve(value);
		});
		signal.addEventListener('abort', onAbort, { once: true });
	});
}
