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
	rateLimits: boolean;
	limits: Limits;
	signInsPerMinute: { account: number; address: number };
};

/** Where the master key comes from. `passphrase`: itself, or the path of a file whose first line it is. */
export type KeySettings =
	| { provider: 'file'; file: string }
	| { provider: 'passphrase'; file: string; passphrase: { text: string } | { file: string } };

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
	KEY_PROVIDER: z.enum(['file', 'passphrase']).default('file'),
	MASTER_KEY_FILE: z.string().min(1).optional(),
	KEY_PASSPHRASE: z.string().optional(),
	KEY_PASSPHRASE_FILE: z.string().optional(),
	LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
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
	RATE_DRAFT: rate.default(defaultLimits.rates.draft),
	RATE_SEND: rate.default(defaultLimits.rates.send),
	RATE_TYPING: rate.default(defaultLimits.rates.typing),
	RATE_OTHER: rate.default(defaultLimits.rates.other),
	SIGN_INS_PER_MINUTE_ACCOUNT: positive.default(5),
	SIGN_INS_PER_MINUTE_ADDRESS: positive.default(30)
});

/**
 * Reads the settings from environment variables.
 * @throws Error whose message names every wrong setting, for the person who starts the server.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
	const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
	const result = settings.superRefine(checkPassphrase).safeParse(given);
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
		rateLimits: env.RATE_LIMITS === 'on',
		limits: toLimits(env),
		signInsPerMinute: { account: env.SIGN_INS_PER_MINUTE_ACCOUNT, address: env.SIGN_INS_PER_MINUTE_ADDRESS }
	};
}

/** A passphrase that nobody asks for would let the person believe that the key is sealed with it. */
function checkPassphrase(env: z.output<typeof settings>, context: z.RefinementCtx): void {
	const { KEY_PROVIDER, KEY_PASSPHRASE, KEY_PASSPHRASE_FILE } = env;
	const given = [KEY_PASSPHRASE, KEY_PASSPHRASE_FILE].filter((value) => value !== undefined).length;
	if (given === (KEY_PROVIDER === 'passphrase' ? 1 : 0)) return;
	const message =
		KEY_PROVIDER === 'passphrase'
			? 'passphrase needs either KEY_PASSPHRASE or KEY_PASSPHRASE_FILE'
			: 'must be passphrase where KEY_PASSPHRASE or KEY_PASSPHRASE_FILE is set';
	context.addIssue({ code: 'custom', path: ['KEY_PROVIDER'], message });
}

function toKeys(env: z.output<typeof settings>, file: string): KeySettings {
	if (env.KEY_PROVIDER === 'file') return { provider: 'file', file };
	const { KEY_PASSPHRASE: text, KEY_PASSPHRASE_FILE = '' } = env;
	const passphrase = text === undefined ? { file: resolve(KEY_PASSPHRASE_FILE) } : { text };
	return { provider: 'passphrase', file, passphrase };
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
		rates: { draft: env.RATE_DRAFT, send: env.RATE_SEND, typing: env.RATE_TYPING, other: env.RATE_OTHER }
	};
}
