import { createHmac, createSecretKey } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';
import type { KeyProvider } from './key-provider.ts';

export const masterKeyBytes = 32;

/** A provider that holds its master key in the memory of this process. */
export function providerOf(masterKey: Uint8Array): KeyProvider {
	const key = createSecretKey(masterKey);
	return {
		fingerprint: createHmac('sha256', key).update('inkling master key').digest('hex').slice(0, 16),
		wrap: async (plain, context) => encrypt(key, plain, `wrap:${context}`),
		unwrap: async (wrapped, context) => decrypt(key, wrapped, `wrap:${context}`)
	};
}
