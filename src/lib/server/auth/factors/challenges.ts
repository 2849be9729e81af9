/** What somebody was asked to sign: to add a passkey to their account, or to sign in as whoever it belongs to. */
export type Challenge = { purpose: 'add'; userId: string } | { purpose: 'sign-in' };

const lifeMs = 5 * 60 * 1000;
const openMax = 10_000;

/** Challenges that wait for a passkey's answer, in memory: each is taken once. After a restart of the server one asks again. */
export class Challenges {
	readonly #open = new Map<string, { challenge: Challenge; until: number }>();
	readonly #clock: () => number;

	constructor(clock: () => number) {
		this.#clock = clock;
	}

	/** `text`: what is to be signed, in base64url. */
	keep(text: string, challenge: Challenge): void {
		const [oldest] = this.#open.keys();
		if (this.#open.size >= openMax && oldest !== undefined) this.#open.delete(oldest);
		this.#open.set(text, { challenge, until: this.#clock() + lifeMs });
	}

	/** What was asked for with this text, once, and not after five minutes. */
	take(text: string): Challenge | null {
		const kept = this.#open.get(text);
		this.#open.delete(text);
		return kept && kept.until > this.#clock() ? kept.challenge : null;
	}
}
