import { createSecretKey, randomBytes } from 'node:crypto';
import type { Message } from '../../protocol/entities.ts';
import { decrypt, encrypt } from '../keyring/cipher.ts';

/** Of this process alone: nothing that is sealed with it is stored. */
const key = createSecretKey(randomBytes(32));
const identity = 'inkling:shared-messages';

/** Rows that were asked for, by themselves; null: once. */
const sealed = new WeakMap<readonly object[], Uint8Array | null>();

/**
 * The messages of rows that several ask for: after a restart all of a group miss the same ones. The words may not lie about in
 * memory (a promise, as of the disk), so that each has them opened: one by one for the first two, and then as the one
 * value that they were sealed as meanwhile (docs/performance.md). `rows`: the same array for all; what is known goes with it.
 */
export async function openShared<Row extends object>(
	rows: readonly Row[],
	open: (rows: readonly Row[]) => Promise<Message[]>
): Promise<Message[]> {
	const known = sealed.get(rows);
	if (known) return JSON.parse(decrypt(key, known, identity).toString()) as Message[];
	const messages = await open(rows);
	if (rows.length > 1)
		sealed.set(rows, known === null ? encrypt(key, Buffer.from(JSON.stringify(messages)), identity) : null);
	return messages;
}
