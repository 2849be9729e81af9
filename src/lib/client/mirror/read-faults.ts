type Listener = (error: unknown) => void;

const listeners = new Set<Listener>();

/** Calls when this tab can no longer read what the device keeps. Answers how to stop. */
export function onReadFault(listener: Listener): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}

/** Something that follows the mirror has ended with an error: what it showed last may be true no more. */
export function tellReadFault(error: unknown): void {
	console.error('Reading the data on this device failed.', error);
	for (const listener of listeners) listener(error);
}
