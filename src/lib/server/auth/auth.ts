import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { refuse } from '../../protocol/errors.ts';
import type { Store } from '../store/open-store.ts';
import { createLucia } from './create-lucia.ts';
import { TokenBuckets } from './token-buckets.ts';

/** The settings that this room goes by. `secure`: the server's own address is https. */
export type AuthSettings = {
	secure: boolean;
	signup: 'invite' | 'open' | 'closed';
	rateLimits: boolean;
	signInsPerMinute: { account: number; address: number };
	/** After how many days a session ends: without use, and in any case. */
	sessionDays: { idle: number; life: number };
};

/** One of the two bounds on guessing. */
export type GuessLimit = 'account' | 'address';

/** What the files of this room work with. */
export type Auth = {
	store: Store;
	settings: AuthSettings;
	lucia: ReturnType<typeof createLucia>;
	guesses: TokenBuckets;
	/** Tells `ended` with a session's id, so that its sockets are closed. */
	endings: EventEmitter<{ ended: [sessionId: string] }>;
	/** Is told which limit refused. */
	onRefusal: (limit: GuessLimit) => void;
};

export function createAuth(
	store: Store,
	settings: AuthSettings,
	clock: () => number,
	onRefusal: Auth['onRefusal']
): Auth {
	return {
		store,
		settings,
		lucia: createLucia(store, settings),
		guesses: new TokenBuckets(clock),
		endings: new EventEmitter(),
		onRefusal
	};
}

/**
 * Slows down guessing, by the account's name and by the address, so that no one can lock the owner out for long.
 * @throws Refusal `rate_limited` with the time to wait.
 */
export function countGuess(auth: Auth, account: string, address: string): void {
	if (!auth.settings.rateLimits) return;
	const { account: perAccount, address: perAddress } = auth.settings.signInsPerMinute;
	const take = (limit: GuessLimit, key: string, perMinute: number) => {
		const wait = auth.guesses.take(`${limit}:${key}`, { perSecond: perMinute / 60, burst: perMinute });
		if (wait > 0) auth.onRefusal(limit);
		return wait;
	};
	const wait = Math.max(
		take('address', address, perAddress),
		take('account', account.toLowerCase(), perAccount)
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
