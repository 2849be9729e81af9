import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { refuse } from '../../protocol/errors.ts';
import type { Config } from '../config.ts';
import type { Store } from '../store/open-store.ts';
import { createLucia } from './create-lucia.ts';
import { TokenBuckets } from './token-buckets.ts';

/** What the files of this room work with. */
export type Auth = {
	store: Store;
	config: Config;
	lucia: ReturnType<typeof createLucia>;
	guesses: TokenBuckets;
	/** Tells `ended` with a session's id, so that its sockets are closed. */
	endings: EventEmitter<{ ended: [sessionId: string] }>;
};


export function createAuth(store: Store, config: Config, clock: () => number): Auth {
	return {
		store,
		config,
		lucia: createLucia(store, { secure: config.origin?.startsWith('https:') ?? false }),
		guesses: new TokenBuckets(clock),
		endings: new EventEmitter()
	};
}

/**
 * Slows down guessing, by the account's name and by the address, so that no one can lock the owner out for long.
 * @throws Refusal `rate_limited` with the time to wait.
 */
export function countGuess(auth: Auth, account: string, address: string): void {
	if (!auth.config.rateLimits) return;
	const { account: perAccount, address: perAddress } = auth.config.signInsPerMinute;
	const wait = Math.max(
		auth.guesses.take(`address:${address}`, { perSecond: perAddress / 60, burst: perAddress }),
		auth.guesses.take(`account:${account.toLowerCase()}`, { perSecond: perAccount / 60, burst: perAccount })
	);
	if (wait > 0) {
		const seconds = Math.ceil(wait / 1000);
		throw refuse('rate_limited', `Too many attempts. Please wait ${seconds} seconds and try again.`, {
			retryAfterMs: wait
		});
	}
}

/** 256 random bits as text that can stand in an address. */
export function randomToken(): string {
	return randomBytes(32).toString('base64url');
}
