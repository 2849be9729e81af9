import { backoff } from './backoff.ts';
import { pause } from './pause.ts';

/** A job that is asked for often and runs once at a time. */
export class Repeated {
	readonly #work: () => Promise<boolean>;
	readonly #signal: AbortSignal;
	#running: Promise<void> | null = null;
	#again = false;

	/** `work` answers whether it came to its end; if not it is tried again after a while. Errors are told and tried again. */
	constructor(work: () => Promise<boolean>, signal: AbortSignal) {
		this.#work = work;
		this.#signal = signal;
	}

	/** Runs it; if it is running, once more after that. Resolves when nothing is left to do or the signal aborts. */
	ask(): Promise<void> {
		this.#again = true;
		this.#running ??= this.#run();
		return this.#running;
	}

	/** Resolves when it is not running. */
	async settled(): Promise<void> {
		await this.#running;
	}

	async #run() {
		for (let failures = 0; !this.#signal.aborted;) {
			this.#again = false;
			if (await attempt(this.#work)) {
				if (!this.#again) break;
				failures = 0;
			} else await pause(backoff(failures++), this.#signal);
		}
		// In the same turn as the last look at `again`: who asks later must start it anew.
		this.#running = null;
	}
}

async function attempt(work: () => Promise<boolean>): Promise<boolean> {
	try {
		return await work();
	} catch (error) {
		console.error('Synchronising failed; it is tried again.', error);
		return false;
	}
}
