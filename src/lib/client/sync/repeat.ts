import { backoff } from './backoff.ts';
import { pause } from './pause.ts';

/** A job that is asked for often and runs once at a time. */
export type Repeated = {
	/** Runs it; if it is running, once more after that. Resolves when nothing is left to do or the signal aborts. */
	(): Promise<void>;
};

/** `work` answers whether it came to its end; if not it is tried again after a while. Errors are told and tried again. */
export function repeat(work: () => Promise<boolean>, signal: AbortSignal): Repeated {
	let running: Promise<void> | null = null;
	let again = false;
	const run = async () => {
		for (let failures = 0; !signal.aborted;) {
			again = false;
			if (await attempt(work)) {
				if (!again) return;
				failures = 0;
			} else await pause(backoff(failures++), signal);
		}
	};
	return () => {
		again = true;
		running ??= run().finally(() => {
			running = null;
		});
		return running;
	};
}

async function attempt(work: () => Promise<boolean>): Promise<boolean> {
	try {
		return await work();
	} catch (error) {
		console.error('Synchronising failed; it is tried again.', error);
		return false;
	}
}
