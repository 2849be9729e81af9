import {
	circuitBreaker,
	ConsecutiveBreaker,
	ExponentialBackoff,
	handleType,
	isBrokenCircuitError,
	retry,
	wrap
} from 'cockatiel';
import { KeysUnavailable } from './key-provider.ts';

const answerWithinMs = 5_000;
/** After so many failures in a row nothing is asked for a while: who waits gets an answer at once. */
const circuit = { failures: 5, againAfterMs: 3_000 };
const tries = { attempts: 3, firstWaitMs: 100, longestWaitMs: 1_000 };

/** Vault says no, and would say so again. `status`: of HTTP; the message is for the person who runs the server. */
export class VaultRefusal extends Error {
	override name = 'VaultRefusal';
	readonly status: number;

	constructor(status: number, message: string) {
		super(message);
		this.status = status;
	}
}

export type VaultRequest = {
	method?: 'GET' | 'POST';
	path: string;
	token?: string | undefined;
	body?: unknown;
};

/**
 * Asks a Vault or OpenBao server over its HTTP API (developer.hashicorp.com/vault/api-docs): again after a failure that may
 * pass, and not at all for a while after many.
 */
export class VaultClient {
	readonly #address: string;
	readonly #namespace: string | null;
	readonly #policy;
	/** Why the circuit is open, when it is. */
	#lastFault = '';

	/** `address`: such as https://vault.example.org:8200. */
	constructor(address: string, namespace: string | null) {
		this.#address = address.replace(/\/+$/, '');
		this.#namespace = namespace;
		const passing = handleType(KeysUnavailable);
		this.#policy = wrap(
			retry(passing, {
				maxAttempts: tries.attempts - 1,
				backoff: new ExponentialBackoff({ initialDelay: tries.firstWaitMs, maxDelay: tries.longestWaitMs })
			}),
			circuitBreaker(passing, {
				halfOpenAfter: circuit.againAfterMs,
				breaker: new ConsecutiveBreaker(circuit.failures)
			})
		);
	}

	/**
	 * The answer's JSON; an empty object where there is none.
	 * @throws KeysUnavailable where it does not answer, is sealed, or was not asked after many failures.
	 * @throws VaultRefusal where it refuses.
	 */
	async ask(request: VaultRequest): Promise<Record<string, unknown>> {
		try {
			return await this.#policy.execute(() => this.#attempt(request));
		} catch (error) {
			if (!isBrokenCircuitError(error)) throw error;
			throw new KeysUnavailable(`${this.#lastFault}. It is asked again in a moment`);
		}
	}

	async #attempt(request: VaultRequest): Promise<Record<string, unknown>> {
		try {
			return await this.#fetch(request);
		} catch (error) {
			if (error instanceof KeysUnavailable) this.#lastFault = error.message;
			throw error;
		}
	}

	async #fetch({ method = 'POST', path, token, body }: VaultRequest): Promise<Record<string, unknown>> {
		const response = await fetch(`${this.#address}/v1/${path}`, {
			method,
			headers: {
				'x-vault-request': 'true',
				...(token ? { 'x-vault-token': token } : {}),
				...(this.#namespace ? { 'x-vault-namespace': this.#namespace } : {})
			},
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
			// What answers elsewhere is not the Vault that was named.
			redirect: 'error',
			signal: AbortSignal.timeout(answerWithinMs)
		}).catch((error: unknown) => {
			throw new KeysUnavailable(`Vault does not answer at ${this.#address}: ${reasonOf(error)}`);
		});
		const answer = await readJson(response);
		if (response.ok) return answer;
		const said = sentenceOf(response.status, answer);
		throw mayPass(response.status) ? new KeysUnavailable(said) : new VaultRefusal(response.status, said);
	}
}

/** Sealed (503), too busy (429), a standby without a leader (5xx): all of it passes. */
function mayPass(status: number): boolean {
	return status >= 500 || status === 429;
}

async function readJson(response: Response): Promise<Record<string, unknown>> {
	const text = await response.text().catch(() => '');
	try {
		return (text === '' ? {} : JSON.parse(text)) as Record<string, unknown>;
	} catch {
		return {};
	}
}

/** Vault explains itself in `errors`, a list of sentences. */
function sentenceOf(status: number, { errors }: Record<string, unknown>): string {
	const said = Array.isArray(errors) ? errors.filter((error) => typeof error === 'string') : [];
	return `Vault answers ${status}${said.length > 0 ? `: ${said.join('; ').trim()}` : ''}`;
}

function reasonOf(error: unknown): string {
	const { cause, message } = error as Error;
	return cause instanceof Error && cause.message !== '' ? cause.message : message;
}
