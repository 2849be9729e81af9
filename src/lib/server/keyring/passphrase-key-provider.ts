import { hashRaw } from '@node-rs/argon2';
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { z } from 'zod';
import { decrypt, encrypt } from './cipher.ts';
import { masterKeyBytes, openHeldKeys, type KeyBox } from './held-keys.ts';
import { makeKeyFile, missingKey, readKeyFile, replaceKeyFile } from './key-file.ts';
import type { KeyProvider } from './key-provider.ts';

/** RFC 9106, section 4, the second recommended option: Argon2id with 64 MiB, 3 passes, 4 lanes, a salt of 128 bits. */
const cost = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 };
const saltBytes = 16;

/** What keeps somebody who has the file from trying costs at most so much: a damaged file must not ask for all of the memory. */
const sealedKey = z.strictObject({
	form: z.literal(1),
	memoryKiB: z
		.int()
		.min(cost.memoryKiB)
		.max(1024 * 1024),
	passes: z.int().min(cost.passes).max(100),
	lanes: z.int().min(1).max(64),
	salt: z.base64(),
	sealed: z.base64()
});
type SealedKey = z.infer<typeof sealedKey>;

const identity = 'inkling master key';

/**
 * The master keys in a file that opens with a passphrase alone. They are random: another passphrase seals them anew,
 * and nothing else changes.
 * @param mayCreate whether a missing file is a first start; otherwise it is a lost key, and the start is refused.
 */
export async function openPassphraseKeyProvider(
	file: string,
	passphrase: string,
	mayCreate: boolean
): Promise<KeyProvider> {
	const box: KeyBox = {
		load: async () => {
			const text = readKeyFile(file);
			if (text === null) throw missingKey(file);
			return unseal(file, parse(file, text), passphrase);
		},
		save: async (keys) => replaceKeyFile(file, await seal(keys, passphrase))
	};
	if (mayCreate && readKeyFile(file) === null)
		makeKeyFile(file, await seal([randomBytes(masterKeyBytes)], passphrase));
	return openHeldKeys(box);
}

/** The keys one after the other, the newest last, as the text of the file. */
async function seal(keys: Uint8Array[], passphrase: string): Promise<string> {
	const settings = { form: 1 as const, ...cost, salt: randomBytes(saltBytes).toString('base64') };
	const sealed = encrypt(await derive(settings, passphrase), Buffer.concat(keys), identity);
	const stored: SealedKey = { ...settings, sealed: Buffer.from(sealed).toString('base64') };
	return `${JSON.stringify(stored, null, '\t')}\n`;
}

async function unseal(file: string, stored: SealedKey, passphrase: string): Promise<Uint8Array[]> {
	const key = await derive(stored, passphrase);
	try {
		return split(decrypt(key, Buffer.from(stored.sealed, 'base64'), identity));
	} catch {
		throw new Error(`The passphrase does not open the master key in ${file}. Nothing was written.`);
	}
}

function split(keys: Buffer): Buffer[] {
	const count = keys.length / masterKeyBytes;
	return Array.from({ length: count }, (_, index) =>
		keys.subarray(index * masterKeyBytes, (index + 1) * masterKeyBytes)
	);
}

async function derive(settings: Omit<SealedKey, 'sealed'>, passphrase: string): Promise<KeyObject> {
	const raw = await hashRaw(passphrase.normalize('NFKC'), {
		memoryCost: settings.memoryKiB,
		timeCost: settings.passes,
		parallelism: settings.lanes,
		salt: Buffer.from(settings.salt, 'base64'),
		outputLen: masterKeyBytes
	});
	return createSecretKey(raw);
}

function parse(file: string, text: string): SealedKey {
	try {
		return sealedKey.parse(JSON.parse(text));
	} catch {
		throw new Error(
			`The file ${file} does not hold a master key that a passphrase opens. Nothing was written. ` +
				'Put the right file back, or choose KEY_PROVIDER as it was when the file was made.'
		);
	}
}
