import { randomBytes } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { Logger } from 'pino';
import { refuse } from '../../protocol/errors.ts';
import type { Rate } from '../../protocol/limits.ts';
import type { Store } from '../store/open-store.ts';
import { createLucia } from './create-lucia.ts';
import { Challenges } from './factors/challenges.ts';
import type { FindPlace } from './places.ts';
import { TokenBuckets } from './token-buckets.ts';

/** The settings that this room goes by. `secure`: the server's own address is https. */
export type AuthSettings = {
	secure: boolean;
	signup: 'invite' | 'open' | 'closed';
	rateLimits: boolean;
	signInsPerMinute: { account: number; address: number };
	codeGuesses: Rate;
	/** After how many days a session ends: without use, and in any case. */
	sessionDays: { idle: number; life: number };
};

/** One of the bounds on guessing. */
export type GuessLimit = 'account' | 'address' | 'code';

/** What the files of this room work with. */
export type Auth = {
	store: Store;
	settings: AuthSettings;
	lucia: ReturnType<typeof createLucia>;
	guesses: TokenBuckets;
	challenges: Challenges;
	log: Logger;
	/** The time of day, in milliseconds. */
	clock: () => number;
	findPlace: FindPlace;
	/** Tells of sessions that ended, so that their sockets are closed, and of people with a new device, so that they are asked. */
	events: EventEmitter<{ ended: [sessionId: string]; newDevice: [userId: string] }>;
	/** Is told which limit refused. */
	onRefusal: (limit: GuessLimit) => void;
};

export function createAuth(
	store: Store,
	settings: AuthSettings,
	clock: () => number,
	{ log, findPlace, onRefusal }: Pick<Auth, 'log' | 'findPlace' | 'onRefusal'>
): Auth {
	return {
		store,
		settings,
		lucia: createLucia(store, settings),
		guesses: new TokenBuckets(clock),
		challenges: new Challenges(clock),
		clock,
		log,
		findPlace,
		events: new EventEmitter(),
		onRefusal
	};
}

/**
 * Slows down guessing, by the account's name and by the address, so that no one can lock the owner out for long.
 * @throws Refusal `rate_limited` with the time to wait.
 */
export function countGuess(auth: Auth, account: string, address: string): void {
	if (!auth.settings.rateLimits) return;
	const wait = Math.max(
		takeGuess(auth, 'address', address, auth.settings.signInsPerMinute.address),
		takeGuess(auth, 'account', account.toLowerCase(), auth.settings.signInsPerMinute.account)
	);
	refuseForNow(wait);
}

/**
 * Slows down attempts that name no account, by the address.
 * @throws Refusal `rate_limited` with the time to wait.
 */
export function countAddress(auth: Auth, address: string): void {
	if (!auth.settings.rateLimits) return;
	refuseForNow(takeGuess(auth, 'address', address, auth.settings.signInsPerMinute.address));
}

/**
 * Slows down the guessing of second factors, by whose they are.
 * @throws Refusal `rate_limited` with the time to wait.
 */
export function countCodeGuess(auth: Auth, userId: string): void {
	if (!auth.settings.rateLimits) return;
	refuseForNow(noteRefusal(auth, 'code', auth.guesses.take(`code:${userId}`, auth.settings.codeGuesses)));
}

function takeGuess(auth: Auth, limit: GuessLimit, key: string, perMinute: number): number {
	const rate = { perSecond: perMinute / 60, burst: perMinute };
	return noteRefusal(auth, limit, auth.guesses.take(`${limit}:${key}`, rate));
}

function noteRefusal(auth: Auth, limit: GuessLimit, wait: number): number {
	if (wait > 0) auth.onRefusal(limit);
	return wait;
}

/** The guess was right: whoever made it does not wait for those who guessed wrong. */
export function forgiveCodeGuesses(auth: Auth, userId: string): void {
	auth.guesses.refill(`code:${userId}`);
}

function refuseForNow(wait: number): void {
	if (wait === 0) return;
	const seconds = Math.ceil(wait / 1000);
	throw refuse('rate_limited', `Too many attempts. Please wait ${seconds} seconds and try again.`, {
		retryAfterMs: wait
	});
}

/** 256 random bits as text that can stand in an address. */
export function randomToken(): string {
	return randomBytes(32).toString('base64url');
}
