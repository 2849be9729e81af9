/** A clock that only goes on, in milliseconds, handed in so that tests own it. `after` answers how to cancel. */
export type Clock = { now(): number; after(ms: number, run: () => void): () => void };
