/** What waits for the next frame. */
const waiting = new Set<() => void>();

/** One for the whole page: a port that listens is kept, with all that hears by it, as long as the page is. */
let channel: MessageChannel | null = null;

/**
 * Runs something once the next frame is painted, however often it is asked for until then: what a person typed is on the
 * screen before what merely follows from it is worked out. Answers how to ask.
 */
export function afterPaint(run: () => void): () => void {
	return () => {
		const { port2 } = (channel ??= listen());
		// A frame is painted before the next task.
		if (waiting.size === 0) requestAnimationFrame(() => port2.postMessage(null));
		waiting.add(run);
	};
}

function listen(): MessageChannel {
	const made = new MessageChannel();
	made.port1.onmessage = () => {
		const all = [...waiting];
		waiting.clear();
		for (const run of all) run();
	};
	return made;
}
