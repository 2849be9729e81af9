import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { decrypt, encrypt } from './cipher.ts';
import type { KeyProvider } from './key-provider.ts';

const keyBytes = 32;

/**
 * The master key in a file (0600) of base64.
 * @param mayCreate whether a missing file is a first start; otherwise it is a lost key, and the start is refused.
 */
export function openLocalKeyProvider(file: string, mayCreate: boolean): KeyProvider {
	const raw = readKey(file) ?? (mayCreate ? createKey(file) : null);
	if (!raw) {
		throw new Error(
			`The master key file ${file} is missing, but there is a database that was sealed with it. ` +
				'Nothing was written. Put the key file back, or point MASTER_KEY_FILE to it.'
		);
	}
	const key = createSecretKey(raw);
	return {
		fingerprint: createHmac('sha256', key).update('inkling master key').digest('hex').slice(0, 16),
		wrap: async (plain, context) => encrypt(key, plain, `wrap:${context}`),
		unwrap: async (wrapped, context) => decrypt(key, wrapped, `wrap:${context}`)
	};
}

function readKey(file: string): Buffer | null {
	let text: string;
	try {
		text = readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
	const key = Buffer.from(text.trim(), 'base64');
	if (key.length !== keyBytes) {
		throw new Error(
			`The master key file ${file} does not hold a key of ${keyBytes} bytes in base64. Nothing was written.`
		);
	}
	return key;
}

/** On disk before anything is sealed with it: a key that a power cut takes away takes all chats with it. */
function createKey(file: string): Buffer {
	const key = randomBytes(keyBytes);
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	const descriptor = openSync(file, 'wx', 0o600);
	writeSync(descriptor, `${key.toString('base64')}\n`);
	fsyncSync(descriptor);
	closeSync(descriptor);
	return key;
}
