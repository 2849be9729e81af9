import { randomBytes } from 'node:crypto';
import { makeKeyFile, missingKey, readKeyFile } from './key-file.ts';
import type { KeyProvider } from './key-provider.ts';
import { masterKeyBytes, providerOf } from './master-key.ts';

/**
 * The master key in a file (0600) of base64.
 * @param mayCreate whether a missing file is a first start; otherwise it is a lost key, and the start is refused.
 */
export function openLocalKeyProvider(file: string, mayCreate: boolean): KeyProvider {
	const text = readKeyFile(file);
	if (text !== null) return providerOf(parse(file, text));
	if (!mayCreate) throw missingKey(file);
	const key = randomBytes(masterKeyBytes);
	makeKeyFile(file, `${key.toString('base64')}\n`);
	return providerOf(key);
}

function parse(file: string, text: string): Buffer {
	const key = Buffer.from(text.trim(), 'base64');
	if (key.length === masterKeyBytes) return key;
	throw new Error(
		`The master key file ${file} does not hold a key of ${masterKeyBytes} bytes in base64. Nothing was written.`
	);
}
