import { resolve } from 'node:path';
import { z } from 'zod';
import { defaultLimits, type Limits, type Rate } from '../protocol/limits.ts';

/** The settings of one server, checked. Paths are absolute; `origin` is null when it follows the request. */
export type Config = {
	port: number;
	host: string;
	origin: string | null;
	trustProxy: boolean;
	dataDir: string;
	databaseFile: string;
	keys: KeySettings;
	signup: 'invite' | 'open' | 'closed';
	logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
	/** From when on a statement is slow. */
	slowQueryMs: number;
	rateLimits: boolean;
	limits: Limits;
	/** By which the rough place of an address is found; null: no place is known. */
	placesDatabase: string | null;
	/** Null: metrics are for the machine itself. */
	metricsToken: string | null;
	/** Where traces go; null: there are none. */
	tracing: { endpoint: string; serviceName: string } | null;
	/** After how many days a session ends: without use, and in any case. */
	sessionDays: { idle: number; life: number };
};

/** Something that is kept secret: itself, or the path of a file whose first line it is. */
export type Secret = { text: string } | { file: string };

/** How to sign in to Vault: with a token, or by AppRole at this mount. */
export type VaultLogin = { token: Secret } | { mount: string; roleId: string; secretId: Secret };

/** A key in the Transit engine of Vault or OpenBao. `address`: such as https://vault.example.org:8200. */
export type TransitSettings = {
	address: string;
	namespace: string | null;
	mount: string;
	key: string;
	login: VaultLogin;
};

/** Where the master key comes from. */
export type KeySettings =
	| { provider: 'file'; file: string }
	| { provider: 'passphrase'; file: string; passphrase: Secret }
	| ({ provider: 'transit' } & TransitSettings);

const positive = z.coerce.number().int().positive();
const flag = z
	.enum(['on', 'off', 'true', 'false', '1', '0', ''])
	.transform((value) => /^(on|true|1)$/.test(value));
const rate = z
	.string()
	.regex(/^\d+(\.\d+)?\/\d+$/, 'must look like 5/20: so many a second, so many at once')
	.transform((value): Rate => {
		const [perSecond, burst] = value.split('/').map(Number);
		return { perSecond: perSecond ?? 1, burst: burst ?? 1 };
	});

/** A path inside Vault, with no slash at either end. */
const path = /^[\w-]+(\/[\w-]+)*$/;

const settings = z.object({
	PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
	HOST: z.string().default('0.0.0.0'),
	ORIGIN: z
		.url({ protocol: /^https?$/ })
		.transform((value) => new URL(value).origin)
		.optional(),
	TRUST_PROXY: flag.default(false),
	DATA_DIR: z.string().min(1).default('./data'),
	SIGNUP: z.enum(['invite', 'open', 'closed']).default('invite'),
	KEY_PROVIDER: z.enum(['file', 'passphrase', 'transit']).default('file'),
	MASTER_KEY_FILE: z.string().min(1).optional(),
	KEY_PASSPHRASE: z.string().optional(),
	KEY_PASSPHRASE_FILE: z.string().optional(),
	VAULT_ADDR: z.url({ protocol: /^https?$/ }).optional(),
	VAULT_NAMESPACE: z.string().optional(),
	VAULT_TRANSIT_MOUNT: z.string().regex(path).default('transit'),
	VAULT_TRANSIT_KEY: z.string().min(1).default('inkling'),
	VAULT_TOKEN: z.string().optional(),
	VAULT_TOKEN_FILE: z.string().optional(),
	VAULT_APPROLE_MOUNT: z.string().regex(path).default('approle'),
	VAULT_ROLE_ID: z.string().optional(),
	VAULT_SECRET_ID: z.string().optional(),
	VAULT_SECRET_ID_FILE: z.string().optional(),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
	SLOW_QUERY_MS: positive.default(200),
	PLACES_DATABASE: z.string().optional(),
	INKLING_METRICS_TOKEN: z.string().min(16).optional(),
	OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
	OTEL_SERVICE_NAME: z.string().default('inkling'),
	RATE_LIMITS: z.enum(['on', 'off']).default('on'),
	LIMIT_TEXT_CHARACTERS: positive.default(defaultLimits.textCharactersMax),
	LIMIT_DOCUMENT_BYTES: positive.default(defaultLimits.documentBytesMax),
	LIMIT_DOCUMENT_DEPTH: positive.max(500).default(defaultLimits.documentDepthMax),
	LIMIT_TITLE_CHARACTERS: positive.default(defaultLimits.titleCharactersMax),
	LIMIT_FRAME_BYTES: positive.default(defaultLimits.frameBytesMax),
	LIMIT_MEMBERS_PER_ADD: positive.default(defaultLimits.membersPerAddMax),
	LIMIT_MEMBERS_AT_CREATE: positive.default(defaultLimits.membersAtCreateMax),
	LIMIT_REACTION_KINDS: positive.default(defaultLimits.reactionKindsMax),
	LIMIT_SOCKETS_PER_USER: positive.default(defaultLimits.socketsPerUserMax),
	LIMIT_STRANGERS_PER_ADDRESS: positive.default(defaultLimits.strangersPerAddressMax),
	LIMIT_WAITING_BYTES: positive.default(defaultLimits.waitingBytesMax),
	RATE_DRAFT: rate.default(defaultLimits.rates.draft),
	RATE_SEND: rate.default(defaultLimits.rates.send),
	RATE_TYPING: rate.default(defaultLimits.rates.typing),
	RATE_CODES: rate.default(defaultLimits.codeGuesses),
	RATE_OTHER: rate.default(defaultLimits.rates.other),
	RATE_STRANGER_FRAMES: rate.default(defaultLimits.flows.stranger.frames),
	RATE_STRANGER_BYTES: rate.default(defaultLimits.flows.stranger.bytes),
	RATE_SOCKET_FRAMES: rate.default(defaultLimits.flows.socket.frames),
	RATE_SOCKET_BYTES: rate.default(defaultLimits.flows.socket.bytes),
	RATE_USER_FRAMES: rate.default(defaultLimits.flows.user.frames),
	RATE_USER_BYTES: rate.default(defaultLimits.flows.user.bytes),
	SIGN_INS_PER_MINUTE_ACCOUNT: positive.default(defaultLimits.signInsPerMinute.account),
	SIGN_INS_PER_MINUTE_ADDRESS: positive.default(defaultLimits.signInsPerMinute.address),
	SESSION_DAYS_IDLE: positive.max(400).default(30),
	SESSION_DAYS_LIFE: positive.max(4000).default(180)
});

/**
 * Reads the settings from environment variables.
 * @throws Error whose message names every wrong setting, for the person who starts the server.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
	const result = settings.superRefine(checkPassphrase).superRefine(checkVault).safeParse(set);
	if (!result.success) {
		const faults = result.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
		throw new Error(`Inkling does not start, because these settings are wrong:\n${faults.join('\n')}`);
	}
	return toConfig(result.data);
}

function toConfig(env: z.output<typeof settings>): Config {
	const dataDir = resolve(env.DATA_DIR);
	return {
		port: env.PORT,
		host: env.HOST,
		origin: env.ORIGIN ?? null,
		trustProxy: env.TRUST_PROXY,
		dataDir,
		databaseFile: resolve(dataDir, 'inkling.db'),
		keys: toKeys(env, resolve(env.MASTER_KEY_FILE ?? `${dataDir}/master.key`)),
		signup: env.SIGNUP,
		logLevel: env.LOG_LEVEL,
		slowQueryMs: env.SLOW_QUERY_MS,
		rateLimits: env.RATE_LIMITS === 'on',
		limits: toLimits(env),
		placesDatabase: env.PLACES_DATABASE === undefined ? null : resolve(env.PLACES_DATABASE),
		metricsToken: env.INKLING_METRICS_TOKEN ?? null,
		tracing: toTracing(env),
		sessionDays: { idle: env.SESSION_DAYS_IDLE, life: env.SESSION_DAYS_LIFE }
	};
}

/** A passphrase that nobody asks for would let the person believe that the key is sealed with it. */
function checkPassphrase(env: z.output<typeof settings>, context: z.RefinementCtx): void {
	const { KEY_PROVIDER, KEY_PASSPHRASE, KEY_PASSPHRASE_FILE } = env;
	if (given(KEY_PASSPHRASE, KEY_PASSPHRASE_FILE) === (KEY_PROVIDER === 'passphrase' ? 1 : 0)) return;
	const message =
		KEY_PROVIDER === 'passphrase'
			? 'passphrase needs either KEY_PASSPHRASE or KEY_PASSPHRASE_FILE'
			: 'must be passphrase where KEY_PASSPHRASE or KEY_PASSPHRASE_FILE is set';
	context.addIssue({ code: 'custom', path: ['KEY_PROVIDER'], message });
}

function checkVault(env: z.output<typeof settings>, context: z.RefinementCtx): void {
	if (env.KEY_PROVIDER !== 'transit') return;
	const refuse = (name: string, message: string) =>
		context.addIssue({ code: 'custom', path: [name], message });
	if (env.VAULT_ADDR === undefined) refuse('VAULT_ADDR', 'must be set where KEY_PROVIDER is transit');
	const tokens = given(env.VAULT_TOKEN, env.VAULT_TOKEN_FILE);
	const secrets = given(env.VAULT_SECRET_ID, env.VAULT_SECRET_ID_FILE);
	const byRole = env.VAULT_ROLE_ID !== undefined;
	if (tokens + (byRole ? 1 : 0) !== 1)
		refuse('VAULT_TOKEN', 'one of VAULT_TOKEN, VAULT_TOKEN_FILE and VAULT_ROLE_ID must be set');
	if (secrets !== (byRole ? 1 : 0))
		refuse(
			'VAULT_SECRET_ID',
			'VAULT_ROLE_ID needs one of VAULT_SECRET_ID and VAULT_SECRET_ID_FILE, and they need it'
		);
}

function given(...values: (string | undefined)[]): number {
	return values.filter((value) => value !== undefined).length;
}

function toKeys(env: z.output<typeof settings>, file: string): KeySettings {
	switch (env.KEY_PROVIDER) {
		case 'file':
			return { provider: 'file', file };
		case 'passphrase':
			return {
				provider: 'passphrase',
				file,
				passphrase: toSecret(env.KEY_PASSPHRASE, env.KEY_PASSPHRASE_FILE)
			};
		case 'transit':
			return {
				provider: 'transit',
				address: env.VAULT_ADDR ?? '',
				namespace: env.VAULT_NAMESPACE ?? null,
				mount: env.VAULT_TRANSIT_MOUNT,
				key: env.VAULT_TRANSIT_KEY,
				login: toLogin(env)
			};
	}
}

function toLogin(env: z.output<typeof settings>): VaultLogin {
	const { VAULT_ROLE_ID: roleId, VAULT_APPROLE_MOUNT: mount } = env;
	if (roleId === undefined) return { token: toSecret(env.VAULT_TOKEN, env.VAULT_TOKEN_FILE) };
	return { mount, roleId, secretId: toSecret(env.VAULT_SECRET_ID, env.VAULT_SECRET_ID_FILE) };
}

function toSecret(text: string | undefined, file: string | undefined): Secret {
	return text === undefined ? { file: resolve(file ?? '') } : { text };
}

function toTracing(env: z.output<typeof settings>): Config['tracing'] {
	const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: serviceName } = env;
	return endpoint === undefined ? null : { endpoint, serviceName };
}

function toLimits(env: z.output<typeof settings>): Limits {
	return {
		textCharactersMax: env.LIMIT_TEXT_CHARACTERS,
		documentBytesMax: env.LIMIT_DOCUMENT_BYTES,
		documentDepthMax: env.LIMIT_DOCUMENT_DEPTH,
		titleCharactersMax: env.LIMIT_TITLE_CHARACTERS,
		frameBytesMax: env.LIMIT_FRAME_BYTES,
		membersPerAddMax: env.LIMIT_MEMBERS_PER_ADD,
		membersAtCreateMax: env.LIMIT_MEMBERS_AT_CREATE,
		reactionKindsMax: env.LIMIT_REACTION_KINDS,
		socketsPerUserMax: env.LIMIT_SOCKETS_PER_USER,
		strangersPerAddressMax: env.LIMIT_STRANGERS_PER_ADDRESS,
		waitingBytesMax: env.LIMIT_WAITING_BYTES,
		rates: { draft: env.RATE_DRAFT, send: env.RATE_SEND, typing: env.RATE_TYPING, other: env.RATE_OTHER },
		codeGuesses: env.RATE_CODES,
		signInsPerMinute: { account: env.SIGN_INS_PER_MINUTE_ACCOUNT, address: env.SIGN_INS_PER_MINUTE_ADDRESS },
		flows: {
			stranger: { frames: env.RATE_STRANGER_FRAMES, bytes: env.RATE_STRANGER_BYTES },
			socket: { frames: env.RATE_SOCKET_FRAMES, bytes: env.RATE_SOCKET_BYTES },
			user: { frames: env.RATE_USER_FRAMES, bytes: env.RATE_USER_BYTES }
		}
	};
}
