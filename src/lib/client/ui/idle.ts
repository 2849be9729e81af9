/** Resolves when the page has a moment to spare, or after `atMostMs`. Safari has no such moments: the next task there. */
export function idle(atMostMs: number): Promise<void> {
	return new Promise((resolve) => {
		if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: atMostMs });
		else setTimeout(resolve);
	});
}
