import { readFile } from 'node:fs/promises';
import type { KeySettings } from '../config.ts';
import type { KeyProvider } from './key-provider.ts';
import { openLocalKeyProvider } from './local-key-provider.ts';
import { openPassphraseKeyProvider } from './passphrase-key-provider.ts';

/** So many characters at least: whoever has the file may try as fast as they can pay for. */
const passphraseMin = 12;

/**
 * Opens the provider that the settings name. @throws Error in words for the person who starts the server.
 * @param mayCreate whether a missing key is a first start.
 */
export async function openKeyProvider(settings: KeySettings, mayCreate: boolean): Promise<KeyProvider> {
	if (settings.provider === 'file') return openLocalKeyProvider(settings.file, mayCreate);
	return openPassphraseKeyProvider(settings.file, await readPassphrase(settings.passphrase), mayCreate);
}

async function readPassphrase(given: { text: string } | { file: string }): Promise<string> {
	const [line = ''] = 'text' in given ? [given.text] : (await readGiven(given.file)).split(/\r?\n/);
	if (line.length >= passphraseMin) return line;
	throw new Error(
		`The passphrase of the master key has ${line.length} characters; it needs ${passphraseMin} at least. Nothing was written.`
	);
}

async function readGiven(file: string): Promise<string> {
	try {
		return await readFile(file, 'utf8');
	} catch (error) {
		throw new Error(`KEY_PASSPHRASE_FILE cannot be read: ${(error as Error).message}. Nothing was written.`, {
			cause: error
		});
	}
}
