/** Waits `ms`, or shorter: until `signal` aborts or `wake` calls. */
export function pause(
	ms: number,
	signal: AbortSignal,
	wake?: (listener: () => void) => () => void
): Promise<void> {
	return new Promise((resolve) => {
		const finish = () => {
			clearTimeout(timer);
			signal.removeEventListener('abort', finish);
			unhear?.();
			resolve();
		};
		const timer = setTimeout(finish, ms);
		const unhear = wake?.(finish);
		signal.addEventListener('abort', finish);
		if (signal.aborted) finish();
	});
}
