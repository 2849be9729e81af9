import type { Logger } from 'pino';
import { refuse } from '../../protocol/errors.ts';
import type { Store } from '../store/open-store.ts';

/** For so long an answer holds. Whoever asks may be anybody, and to know means to write. */
const holdsMs = 1000;

/** Whether the store takes what people write: found out by writing, at most once a second for all who ask. */
export class Readiness {
	readonly #store: Store;
	readonly #log: Logger;
	readonly #clock: () => number;
	#asked: { at: number; answer: Promise<void> } | null = null;

	constructor(store: Store, log: Logger, clock: () => number) {
		this.#store = store;
		this.#log = log;
		this.#clock = clock;
	}

	/** @throws Refusal `unavailable` when nothing can be written. */
	check(): Promise<void> {
		const now = this.#clock();
		const isOld = this.#asked === null || Math.abs(now - this.#asked.at) >= holdsMs;
		if (isOld) this.#asked = { at: now, answer: this.#write() };
		return this.#asked?.answer ?? Promise.resolve();
	}

	async #write(): Promise<void> {
		try {
			// Each command counts up the stamp, so this one changes a page and syncs it.
			await this.#store.write(async () => undefined);
		} catch (error) {
			this.#log.warn({ err: error }, 'The server is not ready: nothing can be written.');
			throw refuse(
				'unavailable',
				'Nothing can be written at the moment. What was acknowledged is safe; the log says why.'
			);
		}
	}
}
