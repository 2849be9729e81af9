const rest = new Set<() => void>();
let listens = false;

/**
 * Clears something away when the benchmark ends, also when it is interrupted: what others started goes on by itself otherwise.
 * Answers what does it earlier. `clear` must do all in one go, and may be called once only.
 */
export function onLeave(clear: () => void): () => void {
	if (!listens) listen();
	const once = () => {
		if (rest.delete(once)) clear();
	};
	rest.add(once);
	return once;
}

function listen(): void {
	listens = true;
	process.on('exit', () => {
		for (const clear of [...rest].toReversed()) clear();
	});
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
}
