import type { TransitSettings } from '../config.ts';
import { KeysUnavailable, type KeyProvider, type WrappedKey } from './key-provider.ts';
import { VaultClient, VaultRefusal } from './vault-client.ts';
import { VaultSession, type LoginLog } from './vault-login.ts';

/** How many keys go into one request at most; Vault takes more, in bodies of up to 32 MiB. */
const batchMax = 500;
const startWaitMs = { first: 500, longest: 10_000 };

type Item = Record<string, unknown>;
type Opening = { item: Item; resolve: (raw: Uint8Array) => void; reject: (error: unknown) => void };
type Log = LoginLog & { info(facts: Record<string, unknown>, message: string): void };

/**
 * The master keys in the Transit engine of Vault or OpenBao (developer.hashicorp.com/vault/api-docs/secret/transit), which
 * they never leave. The key there is derived (`derived`), so that a wrapped key opens under its context alone, also after `rewrap`.
 * Waits until Vault answers, and says so. @param mayCreate whether a missing key is a first start.
 * @throws Error in words for the person who starts the server, where Vault refuses.
 */
export async function openTransitKeyProvider(
	settings: TransitSettings,
	mayCreate: boolean,
	log: Log
): Promise<KeyProvider> {
	const client = new VaultClient(settings.address, settings.namespace);
	const session = new VaultSession(client, settings.login, log);
	const transit = new Transit(session, settings, log);
	await untilAnswered(() => transit.begin(mayCreate), log);
	return transit;
}

class Transit implements KeyProvider {
	readonly remote = true;
	readonly #session: VaultSession;
	readonly #mount: string;
	readonly #key: string;
	readonly #log: Log;
	/** Opened together with others that are asked for in the same turn. */
	#opening: Opening[] = [];
	#versions = { newest: 0, oldest: 0 };

	constructor(session: VaultSession, { mount, key }: TransitSettings, log: Log) {
		this.#session = session;
		this.#mount = mount;
		this.#key = key;
		this.#log = log;
	}

	/** @throws KeysUnavailable, or VaultRefusal in words for the person who starts the server. */
	async begin(mayCreate: boolean): Promise<void> {
		if (mayCreate) await this.#create();
		await this.reload();
	}

	newest(): string {
		return `v${this.#versions.newest}`;
	}

	holds(name: string): boolean {
		const version = versionOf(name);
		return version >= Math.max(1, this.#versions.oldest) && version <= this.#versions.newest;
	}

	async wrap(key: Uint8Array, context: string): Promise<WrappedKey> {
		const { data } = await this.#ask('encrypt', { plaintext: base64(key), context: base64(context) });
		return this.#wrapped(data);
	}

	unwrap({ wrapped }: WrappedKey, context: string): Promise<Uint8Array> {
		const item = { ciphertext: Buffer.from(wrapped).toString(), context: base64(context) };
		return new Promise((resolve, reject) => {
			if (this.#opening.length === 0) setImmediate(() => void this.#openAll());
			this.#opening.push({ item, resolve, reject });
		});
	}

	async rewrap(keys: (WrappedKey & { context: string })[]): Promise<WrappedKey[]> {
		const items = keys.map(({ wrapped, context }) => ({
			ciphertext: Buffer.from(wrapped).toString(),
			context: base64(context)
		}));
		const wrapped: WrappedKey[] = [];
		for (const batch of batches(items)) {
			const results = await this.#askAll('rewrap', batch);
			wrapped.push(...results.map((result) => this.#wrapped(result)));
		}
		return wrapped;
	}

	async add(): Promise<string> {
		await this.#session.ask({ path: `${this.#path('keys')}/rotate`, body: {} });
		await this.reload();
		return this.newest();
	}

	async dropEarlier(): Promise<void> {
		const body = { min_decryption_version: this.#versions.newest };
		await this.#session.ask({ path: `${this.#path('keys')}/config`, body });
		await this.reload();
	}

	async reload(): Promise<void> {
		const { data } = await this.#session.ask({ method: 'GET', path: this.#path('keys') });
		const { latest_version, min_decryption_version, derived } = data as Item;
		if (derived !== true) {
			throw new VaultRefusal(
				400,
				`The key ${this.#key} in Vault is not a derived one, so it does not bind what it wraps to its chat. ` +
					'Name another with VAULT_TRANSIT_KEY.'
			);
		}
		this.#versions = { newest: Number(latest_version), oldest: Number(min_decryption_version) };
	}

	close(): void {
		this.#session.close();
	}

	/** Makes the key, if there is none: Vault leaves one alone that is there. */
	async #create(): Promise<void> {
		try {
			const body = { type: 'aes256-gcm96', derived: true };
			await this.#session.ask({ path: this.#path('keys'), body });
		} catch (error) {
			// Whoever may not make keys may use one that somebody else has made.
			if (!(error instanceof VaultRefusal) || error.status !== 403) throw error;
		}
	}

	async #openAll(): Promise<void> {
		const opening = this.#opening;
		this.#opening = [];
		for (const batch of batches(opening)) {
			try {
				await this.#openBatch(batch);
			} catch (error) {
				for (const { reject } of batch) reject(error);
			}
		}
	}

	async #openBatch(batch: Opening[]): Promise<void> {
		const results = await this.#askAll(
			'decrypt',
			batch.map(({ item }) => item)
		);
		for (const [index, { resolve, reject }] of batch.entries()) {
			const { plaintext, error } = results[index] ?? {};
			if (typeof plaintext === 'string') resolve(Buffer.from(plaintext, 'base64'));
			else reject(refusalToOpen(String(error)));
		}
	}

	/** One answer for each item, in their order. */
	async #askAll(verb: string, items: Item[]): Promise<Item[]> {
		// Otherwise one bad item makes the answer to all of them a refusal.
		const body = { batch_input: items, partial_failure_response_code: 200 };
		const { data } = await this.#ask(verb, body);
		const { batch_results } = data as { batch_results?: Item[] };
		if (batch_results?.length !== items.length)
			throw new KeysUnavailable('Vault left out a part of its answer.');
		return batch_results;
	}

	async #ask(verb: string, body: unknown): Promise<Item> {
		try {
			return await this.#session.ask({ path: this.#path(verb), body });
		} catch (error) {
			if (!(error instanceof VaultRefusal) || error.status !== 403) throw error;
			// Somebody took a right away: once it is back, what waits goes on.
			this.#log.warn({ err: error, verb }, 'Vault lets this server use its key no more.');
			throw new KeysUnavailable(error.message);
		}
	}

	#path(verb: string): string {
		return `${this.#mount}/${verb}/${encodeURIComponent(this.#key)}`;
	}

	/** A ciphertext begins with `vault:v3:`, which says by which version of the key. */
	#wrapped(result: unknown): WrappedKey {
		const { ciphertext, error } = result as Item;
		const version = typeof ciphertext === 'string' ? /^vault:(v\d+):/.exec(ciphertext)?.[1] : undefined;
		if (version === undefined) throw new Error(`Vault wrapped no key: ${String(error)}`);
		const newest = Math.max(this.#versions.newest, versionOf(version));
		this.#versions = { ...this.#versions, newest };
		return { wrapped: Buffer.from(String(ciphertext)), by: version };
	}
}

/** A version that no longer opens: the key was wrapped anew since it was read, and is asked for again. */
function refusalToOpen(reason: string): Error {
	return /disallowed by policy/.test(reason)
		? new KeysUnavailable(`Vault does not open a chat key: ${reason}`)
		: new Error(`Vault does not open a chat key: ${reason}`);
}

async function untilAnswered(begin: () => Promise<void>, log: Log): Promise<void> {
	for (let waitMs = startWaitMs.first; ; waitMs = Math.min(waitMs * 2, startWaitMs.longest)) {
		try {
			return await begin();
		} catch (error) {
			if (!(error instanceof KeysUnavailable)) throw toSentence(error);
			log.warn({ waitMs }, `The start waits for the master key. ${error.message}`);
			await new Promise((resolve) => setTimeout(resolve, waitMs));
			log.info({}, 'Vault is asked again.');
		}
	}
}

function toSentence(error: unknown): Error {
	const reason = error instanceof Error ? error.message : String(error);
	return new Error(
		`Inkling does not start, because it gets no master key. ${reason}. Nothing was written. ` +
			'See the settings that begin with VAULT_.',
		{ cause: error }
	);
}

function batches<Value>(list: Value[]): Value[][] {
	const count = Math.ceil(list.length / batchMax);
	return Array.from({ length: count }, (_, index) => list.slice(index * batchMax, (index + 1) * batchMax));
}

/** 0: not the name of a version. */
function versionOf(name: string): number {
	return Number(/^v(\d+)$/.exec(name)?.[1] ?? 0);
}

function base64(value: string | Uint8Array): string {
	return Buffer.from(value as string).toString('base64');
}
