/**
 * A key is needed that is not at hand, and to wait for it would hold a transaction up. Whoever runs the transaction
 * undoes what it did so far, fetches the key and begins anew.
 */
export class KeyWanted extends Error {
	override name = 'KeyWanted';
	readonly fetch: () => Promise<void>;

	constructor(fetch: () => Promise<void>) {
		super('A key is not at hand.');
		this.fetch = fetch;
	}
}

/** Runs `work`, and runs it anew after each key that it wanted. */
export async function withKeys<Result>(work: () => Promise<Result>): Promise<Result> {
	for (;;) {
		try {
			return await work();
		} catch (error) {
			if (!(error instanceof KeyWanted)) throw error;
			await error.fetch();
		}
	}
}
