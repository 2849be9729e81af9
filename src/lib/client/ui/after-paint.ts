/**
 * Runs something once the next frame is painted, however often it is asked for until then: what a person typed is on the
 * screen before what merely follows from it is worked out. Answers how to ask.
 */
export function afterPaint(run: () => void): () => void {
	let asked = false;
	const channel = new MessageChannel();
	channel.port1.onmessage = () => {
		asked = false;
		run();
	};
	return () => {
		if (asked) return;
		asked = true;
		// A frame is painted before the next task.
		requestAnimationFrame(() => channel.port2.postMessage(null));
	};
}
