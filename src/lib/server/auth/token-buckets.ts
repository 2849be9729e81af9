import type { Rate } from '../../protocol/limits.ts';
import { Bucket } from './bucket.ts';

/** How many full, and so meaningless, buckets may wait until they are thrown away. */
const bucketsMax = 100_000;

/** Token buckets by key, kept in memory. A key always comes with the same rate. */
export class TokenBuckets {
	readonly #buckets = new Map<string, Bucket>();
	readonly #clock: () => number;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** Takes a token. Answers 0, or the milliseconds after which there will be one. */
	take(key: string, rate: Rate): number {
		return this.find(key, rate).take();
	}

	/** The bucket of this key, a full one if there was none. */
	find(key: string, rate: Rate): Bucket {
		const known = this.#buckets.get(key);
		if (known) return known;
		const bucket = new Bucket(rate, this.#clock);
		this.#add(key, bucket);
		return bucket;
	}

	/** Fills a bucket up again. */
	refill(key: string): void {
		this.#buckets.delete(key);
	}

	#add(key: string, bucket: Bucket): void {
		if (this.#buckets.size >= bucketsMax) {
			const [oldest] = this.#buckets.keys();
			if (oldest !== undefined) this.#buckets.delete(oldest);
		}
		this.#buckets.set(key, bucket);
	}
}
