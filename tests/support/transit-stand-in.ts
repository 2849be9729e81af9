import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

type Body = Record<string, unknown>;
type Answer = { status: number; body?: unknown };
type Key = { versions: Buffer[]; oldest: number };
type Token = { renewable: boolean; seconds: number; endsAt: number };

/**
 * As much of Vault's HTTP API as Inkling uses, after its documentation (Transit, AppRole and Token API, 1.15): no Vault can be
 * had where these tests run. It keeps what a client has to get right: ciphertexts that begin with `vault:v1:`, a derived key
 * for each context, 403 for a token that is unknown or has ended, 503 while sealed, errors as a list of sentences.
 */
export class TransitStandIn {
	readonly roleId = randomUUID();
	readonly secretId = randomUUID();
	readonly rootToken = randomUUID();
	/** Of tokens by AppRole. */
	tokenSeconds = 3600;
	tokensRenewable = true;
	sealed = false;
	/** What tokens may not do: `keys/create`, `encrypt` and so on. */
	readonly forbidden = new Set<string>();
	/** Every request that was answered, as `POST transit/encrypt/inkling 200`. */
	readonly answered: string[] = [];
	/** Waited for before each answer. */
	hold: Promise<void> | null = null;
	/** How many requests have come, answered or not. */
	#arrived = 0;
	#waiting: (() => void)[] = [];
	readonly #keys = new Map<string, Key>();
	readonly #tokens = new Map<string, Token>();
	#server: Server | null = null;
	#port = 0;

	get address(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	async start(): Promise<this> {
		const server = createServer((request, response) => {
			void this.#serve(request).then(({ status, body }) => {
				response.writeHead(status, { 'content-type': 'application/json' });
				response.end(body === undefined ? undefined : JSON.stringify(body));
				this.answered.push(`${request.method} ${request.url?.slice('/v1/'.length)} ${status}`);
				this.#wake();
			});
		});
		await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
		this.#port = (server.address() as AddressInfo).port;
		this.#server = server;
		return this;
	}

	/** Its keys and tokens are there again at the next start. */
	async stop(): Promise<void> {
		const server = this.#server;
		this.#server = null;
		await new Promise((resolve) => {
			if (!server) return resolve(null);
			server.close(resolve);
			server.closeAllConnections();
		});
	}

	/** How many such requests were answered. */
	count(request: RegExp): number {
		return this.answered.filter((line) => request.test(line)).length;
	}

	/** So many such requests have been answered. */
	async heard(request: RegExp, times: number): Promise<void> {
		while (this.count(request) < times) await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	/** The next request has come; perhaps it is held. */
	async nextArrival(): Promise<void> {
		const before = this.#arrived;
		while (this.#arrived === before) await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	/** All tokens but the root's end at once, as when their lease is revoked. */
	revokeTokens(): void {
		this.#tokens.clear();
	}

	/** A rotation that nobody asked Inkling for, as `auto_rotate_period` does it. */
	rotate(name: string): void {
		this.#keys.get(name)?.versions.push(randomBytes(32));
	}

	/** A key as somebody makes it by hand. */
	makeKey(name: string): void {
		this.#keys.set(name, { versions: [randomBytes(32)], oldest: 1 });
	}

	async #serve(request: IncomingMessage): Promise<Answer> {
		const body = request.method === 'GET' ? {} : ((await json(request).catch(() => ({}))) as Body);
		this.#arrived++;
		this.#wake();
		await this.hold;
		if (this.sealed) return refusal(503, 'Vault is sealed');
		const path = (request.url ?? '').slice('/v1/'.length);
		if (path === 'auth/approle/login') return this.#login(body);
		const token = request.headers['x-vault-token'];
		const held = this.#find(typeof token === 'string' ? token : '');
		if (!held) return refusal(403, 'permission denied');
		if (path === 'auth/token/lookup-self')
			return { status: 200, body: { data: { ttl: held.seconds, renewable: held.renewable } } };
		if (path === 'auth/token/renew-self') return renew(held);
		const [mount, verb = '', name = '', action] = path.split('/').map(decodeURIComponent);
		if (mount !== 'transit') return refusal(404, 'no handler for route');
		return this.#transit(request.method === 'GET' ? 'read' : verb, name, action, body);
	}

	#wake(): void {
		for (const wake of this.#waiting.splice(0)) wake();
	}

	#login({ role_id, secret_id }: Body): Answer {
		if (role_id !== this.roleId || secret_id !== this.secretId)
			return refusal(400, 'invalid role or secret ID');
		const token = randomUUID();
		const seconds = this.tokenSeconds;
		this.#tokens.set(token, {
			renewable: this.tokensRenewable,
			seconds,
			endsAt: Date.now() + seconds * 1000
		});
		const auth = { client_token: token, lease_duration: seconds, renewable: this.tokensRenewable };
		return { status: 200, body: { auth } };
	}

	#find(token: string): Token | null {
		if (token === this.rootToken) return { renewable: false, seconds: 0, endsAt: Infinity };
		const held = this.#tokens.get(token);
		return held && held.endsAt > Date.now() ? held : null;
	}

	#transit(verb: string, name: string, action: string | undefined, body: Body): Answer {
		const key = this.#keys.get(name);
		const right = verb === 'keys' ? `keys/${action ?? 'create'}` : verb;
		if (this.forbidden.has(right)) return refusal(403, '1 error occurred:\n\t* permission denied\n\n');
		if (right === 'keys/create') {
			if (!key) this.makeKey(name);
			return { status: 204 };
		}
		if (!key) return verb === 'read' ? refusal(404) : refusal(400, 'encryption key not found');
		switch (right) {
			case 'read':
				return {
					status: 200,
					body: {
						data: {
							name,
							type: 'aes256-gcm96',
							derived: true,
							latest_version: key.versions.length,
							min_decryption_version: key.oldest
						}
					}
				};
			case 'keys/rotate':
				key.versions.push(randomBytes(32));
				return { status: 204 };
			case 'keys/config':
				key.oldest = Number(body['min_decryption_version']);
				return { status: 204 };
			case 'encrypt':
				return each(body, (item) => encryptItem(key, item));
			case 'decrypt':
				return each(body, (item) => decryptItem(key, item));
			case 'rewrap':
				return each(body, (item) => encryptItem(key, { ...item, ...decryptItem(key, item) }));
			default:
				return refusal(404, 'unsupported path');
		}
	}
}

/** One item, or a list of them in `batch_input`, where a bad one spoils its own answer alone. */
function each(body: Body, work: (item: Body) => Body): Answer {
	const list = body['batch_input'];
	if (Array.isArray(list)) {
		const results = list.map((item) => attempt(() => work(item as Body)));
		const status = results.some((result) => 'error' in result)
			? Number(body['partial_failure_response_code'] ?? 400)
			: 200;
		return { status, body: { data: { batch_results: results } } };
	}
	const result = attempt(() => work(body));
	return 'error' in result ? refusal(400, String(result['error'])) : { status: 200, body: { data: result } };
}

function attempt(work: () => Body): Body {
	try {
		return work();
	} catch (error) {
		return { error: (error as Error).message };
	}
}

function encryptItem({ versions }: Key, { plaintext, context }: Body): Body {
	const version = versions.length;
	const nonce = randomBytes(12);
	const cipher = createCipheriv('aes-256-gcm', derive(versions[version - 1], context), nonce);
	const sealed = [nonce, cipher.update(String(plaintext), 'base64'), cipher.final(), cipher.getAuthTag()];
	return {
		ciphertext: `vault:v${version}:${Buffer.concat(sealed).toString('base64')}`,
		key_version: version
	};
}

function decryptItem({ versions, oldest }: Key, { ciphertext, context }: Body): Body {
	const [, digits, text = ''] = /^vault:v(\d+):(.+)$/.exec(String(ciphertext)) ?? [];
	if (!digits) throw new Error('invalid ciphertext: no prefix');
	const version = Number(digits);
	if (version < oldest) throw new Error('ciphertext or signature version is disallowed by policy (too old)');
	const sealed = Buffer.from(text, 'base64');
	const key = derive(versions[version - 1], context);
	const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12), { authTagLength: 16 });
	decipher.setAuthTag(sealed.subarray(-16));
	try {
		const plain = Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
		return { plaintext: plain.toString('base64') };
	} catch {
		throw new Error('cipher: message authentication failed');
	}
}

function derive(key: Buffer | undefined, context: unknown): Buffer {
	if (!key) throw new Error('invalid ciphertext: version is too new');
	if (typeof context !== 'string' || context === '')
		throw new Error("missing 'context' for key derivation; the key was created using a derived key");
	return Buffer.from(hkdfSync('sha256', key, '', Buffer.from(context, 'base64'), 32));
}

function renew(token: Token): Answer {
	if (!token.renewable) return refusal(400, 'lease is not renewable');
	token.endsAt = Date.now() + token.seconds * 1000;
	return { status: 200, body: { auth: { lease_duration: token.seconds, renewable: true } } };
}

function refusal(status: number, ...errors: string[]): Answer {
	return { status, body: { errors } };
}
