import type { Rate } from '../../protocol/limits.ts';

type Bucket = { tokens: number; at: number };

/** How many full, and so meaningless, buckets may wait until they are thrown away. */
const bucketsMax = 100_000;

/**
 * Token buckets by key: each refills at `perSecond` up to `burst`, and an action takes one token.
 * (The token bucket of RFC 2697 and of every textbook, kept in memory.)
 */
export class TokenBuckets {
	readonly #buckets = new Map<string, Bucket>();
	readonly #clock: () => number;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** Takes a token. Answers 0, or the milliseconds after which there will be one. */
	take(key: string, rate: Rate): number {
		const now = this.#clock();
		const bucket = this.#buckets.get(key) ?? { tokens: rate.burst, at: now };
		bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
		bucket.at = now;
		if (!this.#buckets.has(key)) this.#add(key, bucket);
		if (bucket.tokens < 1) return Math.ceil(((1 - bucket.tokens) / rate.perSecond) * 1000);
		bucket.tokens -= 1;
		return 0;
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
