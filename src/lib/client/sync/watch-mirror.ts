import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { look } from '../mirror/open-mirror.ts';
import { onReadFault } from '../mirror/read-faults.ts';
import { pause } from './pause.ts';

const retriesMs = [100, 500, 1_500];
const never = new AbortController().signal;

type Watcher = {
	/** The mirror that this tab opened is gone; an empty one stands in its place. */
	onReplaced: () => void;
	/** It does not open, or cannot be read. */
	onBroken: (error: unknown) => void;
};

/**
 * Looks, when the browser closes the mirror under this tab or a reading fails, whether it is still there. Nothing else
 * would tell: Dexie opens it again by itself, empty if need be. `birth`: how to know it. Answers how to stop.
 */
export function watchMirror(mirror: Mirror, birth: string, { onReplaced, onBroken }: Watcher): () => void {
	let looking = false;
	let stopped = false;
	const check = async () => {
		const now = await readBirth(mirror);
		if (stopped) return;
		if (now === birth) await look(mirror);
		else onReplaced();
	};
	const begin = () => {
		if (looking || stopped) return;
		looking = true;
		// Dexie tells of the end in the middle of its closing.
		queueMicrotask(() => {
			check()
				.catch((error: unknown) => !stopped && onBroken(error))
				.finally(() => (looking = false));
		});
	};
	mirror.on('close', begin);
	const unhear = onReadFault(begin);
	return () => {
		stopped = true;
		unhear();
		mirror.on('close').unsubscribe(begin);
	};
}

/** A browser that is still at clearing the data refuses to open it; Dexie then refuses for good. */
async function readBirth(mirror: Mirror): Promise<string | undefined> {
	for (const ms of retriesMs) {
		try {
			return await readFact(mirror, 'birth');
		} catch (error) {
			console.warn('The data on this device did not open; it is tried again.', error);
			await pause(ms, never);
			mirror.close({ disableAutoOpen: false });
		}
	}
	return readFact(mirror, 'birth');
}
