/** A chat key as the store has it. `by` names the master key that wrapped it, and reveals nothing of that. */
export type WrappedKey = { wrapped: Uint8Array; by: string };

/**
 * Holds the master keys (the key encryption keys) and never gives them away: it wraps and unwraps chat keys.
 * `context` names what the key is for; a wrapped key opens under the same context alone.
 */
export type KeyProvider = {
	/** Keys come over a network: nobody may wait for them inside a transaction. */
	remote: boolean;
	/** The name of the master key that was made last. */
	newest(): string;
	/** Whether the master key of this name opens here, as far as is known. */
	holds(name: string): boolean;
	/** @param by which master key is to wrap, where the provider lets one choose. */
	wrap(key: Uint8Array, context: string, by: string): Promise<WrappedKey>;
	/** @throws Error when the wrapped key is damaged, another context's, or another master key's. */
	unwrap(key: WrappedKey, context: string): Promise<Uint8Array>;
	/** The same keys, wrapped by the newest master key; in the order given. */
	rewrap(keys: (WrappedKey & { context: string })[]): Promise<WrappedKey[]>;
	/** Makes a master key; those before it still open. Returns its name. */
	add(): Promise<string>;
	/** Lets go of every master key before the newest: what those wrapped opens nowhere after a restart. */
	dropEarlier(): Promise<void>;
	/** Looks anew which master keys there are: another process may have made one. */
	reload(): Promise<void>;
	/** Ends what goes on in the background. */
	close(): void;
};

/** No master key answers at the moment; it may later. */
export class KeysUnavailable extends Error {
	override name = 'KeysUnavailable';
}
