import { readFile } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { KeySettings, Secret } from '../config.ts';
import type { KeyProvider } from './key-provider.ts';
import { openLocalKeyProvider } from './local-key-provider.ts';
import { openPassphraseKeyProvider } from './passphrase-key-provider.ts';

/** So many characters at least: whoever has the file may try as fast as they can pay for. */
const passphraseMin = 12;

/**
 * Opens the provider that the settings name. @throws Error in words for the person who starts the server.
 * @param mayCreate whether a missing key is a first start.
 */
export async function openKeyProvider(
	settings: KeySettings,
	mayCreate: boolean,
	log: Logger
): Promise<KeyProvider> {
	switch (settings.provider) {
		case 'file':
			return openLocalKeyProvider(settings.file, mayCreate);
		case 'passphrase':
			return openPassphraseKeyProvider(settings.file, await readPassphrase(settings.passphrase), mayCreate);
		case 'transit': {
			// Most servers never need its code.
			const { openTransitKeyProvider } = await import('./transit-key-provider.ts');
			return openTransitKeyProvider(settings, mayCreate, log);
		}
	}
}

async function readPassphrase(given: Secret): Promise<string> {
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
