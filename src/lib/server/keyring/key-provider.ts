/**
 * Holds the master key (the key encryption key) and never gives it away: it wraps and unwraps chat keys.
 * `context` names what the key is for; a wrapped key opens under the same context alone.
 */
export type KeyProvider = {
	/** A short name of the master key that reveals nothing of it, to notice a wrong one. */
	fingerprint: string;
	wrap(key: Uint8Array, context: string): Promise<Uint8Array>;
	/** @throws Error when the wrapped key is damaged, another context's, or another master key's. */
	unwrap(wrapped: Uint8Array, context: string): Promise<Uint8Array>;
};
