import { randomBytes } from 'node:crypto';
import { masterKeyBytes, openHeldKeys, type KeyBox } from './held-keys.ts';
import { makeKeyFile, missingKey, readKeyFile, replaceKeyFile } from './key-file.ts';
import type { KeyProvider } from './key-provider.ts';

/**
 * The master keys in a file (0600): a line of base64 each, the newest last.
 * @param mayCreate whether a missing file is a first start; otherwise it is a lost key, and the start is refused.
 */
export async function openLocalKeyProvider(file: string, mayCreate: boolean): Promise<KeyProvider> {
	const box: KeyBox = {
		load: async () => {
			const text = readKeyFile(file);
			if (text === null) throw missingKey(file);
			return parse(file, text);
		},
		save: async (keys) => replaceKeyFile(file, format(keys))
	};
	if (mayCreate && readKeyFile(file) === null) makeKeyFile(file, format([randomBytes(masterKeyBytes)]));
	return openHeldKeys(box);
}

function format(keys: Uint8Array[]): string {
	return keys.map((key) => `${Buffer.from(key).toString('base64')}\n`).join('');
}

function parse(file: string, text: string): Buffer[] {
	const keys = text
		.trim()
		.split('\n')
		.map((line) => Buffer.from(line.trim(), 'base64'));
	if (keys.every((key) => key.length === masterKeyBytes)) return keys;
	throw new Error(
		`The master key file ${file} does not hold a key of ${masterKeyBytes} bytes in base64 on each line. Nothing was written.`
	);
}
