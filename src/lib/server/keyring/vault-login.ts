import { readFile } from 'node:fs/promises';
import type { Secret, VaultLogin } from '../config.ts';
import { VaultRefusal, type VaultClient, type VaultRequest } from './vault-client.ts';

/** A token is renewed when so much of its time has gone; a failed renewal has the rest to be repeated in. */
const renewAt = 2 / 3;
const againAfterMs = 10_000;
/** The longest time of a timer in Node. */
const timerMaxMs = 2 ** 31 - 1;

type Lease = { token: string; seconds: number; renewable: boolean };
export type LoginLog = { warn(facts: Record<string, unknown>, message: string): void };

/** Holds a token of Vault: it gets one, renews it in time, and gets another where that is refused. */
export class VaultSession {
	readonly #client: VaultClient;
	readonly #login: VaultLogin;
	readonly #log: LoginLog;
	#lease: Lease | null = null;
	#entering: Promise<Lease> | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;

	constructor(client: VaultClient, login: VaultLogin, log: LoginLog) {
		this.#client = client;
		this.#login = login;
		this.#log = log;
	}

	/** Asks with the token; once more with a new one where the token at hand is refused. @throws as `VaultClient.ask` */
	async ask(request: Omit<VaultRequest, 'token'>): Promise<Record<string, unknown>> {
		const lease = this.#lease ?? (await this.#enter());
		try {
			return await this.#client.ask({ ...request, token: lease.token });
		} catch (error) {
			if (!(error instanceof VaultRefusal) || error.status !== 403) throw error;
			const next = this.#lease === lease ? await this.#enter() : (this.#lease ?? (await this.#enter()));
			if (next.token === lease.token) throw error;
			return this.#client.ask({ ...request, token: next.token });
		}
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	/** Signs in; all who need it meanwhile wait for the same. */
	#enter(): Promise<Lease> {
		this.#entering ??= this.#signIn()
			.then((lease) => this.#keep(lease))
			.finally(() => (this.#entering = null));
		return this.#entering;
	}

	async #signIn(): Promise<Lease> {
		const login = this.#login;
		if ('token' in login) {
			const token = await readSecret(login.token);
			const { data } = await this.#client.ask({ method: 'GET', path: 'auth/token/lookup-self', token });
			const { ttl, renewable } = data as { ttl?: number; renewable?: boolean };
			return { token, seconds: ttl ?? 0, renewable: renewable ?? false };
		}
		const body = { role_id: login.roleId, secret_id: await readSecret(login.secretId) };
		const { auth } = await this.#client.ask({ path: `auth/${login.mount}/login`, body });
		return leaseOf(auth);
	}

	#keep(lease: Lease): Lease {
		this.#lease = lease;
		// A root token has no end.
		if (lease.seconds > 0) this.#renewIn(lease.seconds * renewAt * 1000);
		return lease;
	}

	#renewIn(ms: number): void {
		clearTimeout(this.#timer);
		if (this.#closed) return;
		this.#timer = setTimeout(() => void this.#renew(), Math.min(ms, timerMaxMs));
		this.#timer.unref();
	}

	async #renew(): Promise<void> {
		const lease = this.#lease;
		if (!lease || this.#closed) return;
		try {
			const renewed = lease.renewable ? await this.#extend(lease) : null;
			// Near its last possible end a token gets little more time, or none: then it is time for another.
			if (renewed && renewed.seconds > lease.seconds / 2) this.#keep(renewed);
			else await this.#enter();
		} catch (error) {
			this.#log.warn({ err: error }, 'The token of Vault could not be renewed; it is tried again.');
			this.#renewIn(againAfterMs);
		}
	}

	async #extend(lease: Lease): Promise<Lease | null> {
		try {
			const { auth } = await this.#client.ask({
				path: 'auth/token/renew-self',
				token: lease.token,
				body: {}
			});
			return { ...leaseOf(auth), token: lease.token };
		} catch (error) {
			if (error instanceof VaultRefusal) return null;
			throw error;
		}
	}
}

function leaseOf(auth: unknown): Lease {
	const { client_token, lease_duration, renewable } = auth as {
		client_token: string;
		lease_duration?: number;
		renewable?: boolean;
	};
	return { token: client_token, seconds: lease_duration ?? 0, renewable: renewable ?? false };
}

/** Read anew each time: whoever exchanges the file exchanges the secret. */
async function readSecret(secret: Secret): Promise<string> {
	if ('text' in secret) return secret.text;
	const [line = ''] = (await readFile(secret.file, 'utf8')).split(/\r?\n/);
	return line.trim();
}
