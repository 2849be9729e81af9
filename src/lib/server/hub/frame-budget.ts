import type { Flow } from '../../protocol/limits.ts';
import { Bucket } from '../auth/bucket.ts';
import type { TokenBuckets } from '../auth/token-buckets.ts';

/** How many frames, and characters in them, may come: of one connection, or of all of one person together. */
export class FrameBudget {
	readonly #frames: Bucket;
	readonly #bytes: Bucket;

	private constructor(frames: Bucket, bytes: Bucket) {
		this.#frames = frames;
		this.#bytes = bytes;
	}

	static ofOne(flow: Flow, clock: () => number): FrameBudget {
		return new FrameBudget(new Bucket(flow.frames, clock), new Bucket(flow.bytes, clock));
	}

	/** Outlives the connections that draw from it, so that nobody gets a full one by coming anew. */
	static shared(buckets: TokenBuckets, key: string, flow: Flow): FrameBudget {
		return new FrameBudget(
			buckets.find(`frames:${key}`, flow.frames),
			buckets.find(`bytes:${key}`, flow.bytes)
		);
	}

	/** One frame has come. */
	spend(bytes: number): void {
		this.#frames.spend(1);
		this.#bytes.spend(bytes);
	}

	/** The milliseconds until the next frame may come; 0: now. */
	debtMs(): number {
		return Math.max(this.#frames.debtMs(), this.#bytes.debtMs());
	}
}
