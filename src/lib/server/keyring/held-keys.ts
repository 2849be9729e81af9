import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';
import type { KeyProvider, WrappedKey } from './key-provider.ts';

export const masterKeyBytes = 32;

/** Where master keys lie between two starts: one after the other, the newest last. */
export type KeyBox = {
	load(): Promise<Uint8Array[]>;
	/** The keys are on the disk when this settles, all or none of the change. */
	save(keys: Uint8Array[]): Promise<void>;
};

/** A provider that holds its master keys in the memory of this process. @throws Error of the box. */
export async function openHeldKeys(box: KeyBox): Promise<KeyProvider> {
	const keys = new Map<string, KeyObject>();

	/** What was held before stays: somebody may be about to open with it what they have read already. */
	async function load() {
		for (const raw of await box.load()) {
			const name = nameOf(raw);
			keys.delete(name);
			keys.set(name, createSecretKey(raw));
		}
	}
	await load();
	function keyOf(name: string): KeyObject {
		const key = keys.get(name);
		if (!key) throw new Error('The master key that wrapped this chat key is not here.');
		return key;
	}
	const newest = () => [...keys.keys()].at(-1) ?? '';
	const wrap = async (key: Uint8Array, context: string, by: string): Promise<WrappedKey> => ({
		wrapped: encrypt(keyOf(by), key, `wrap:${context}`),
		by
	});
	const unwrap = async ({ wrapped, by }: WrappedKey, context: string) =>
		decrypt(keyOf(by), wrapped, `wrap:${context}`);
	return {
		remote: false,
		newest,
		holds: (name) => keys.has(name),
		wrap,
		unwrap,
		rewrap: (list) =>
			Promise.all(
				list.map(async ({ context, ...key }) => wrap(await unwrap(key, context), context, newest()))
			),
		add: async () => {
			const stored = await box.load();
			await box.save([...stored, randomBytes(masterKeyBytes)]);
			await load();
			return newest();
		},
		dropEarlier: async () => box.save((await box.load()).slice(-1)),
		reload: load,
		close: () => undefined
	};
}

function nameOf(raw: Uint8Array): string {
	return createHmac('sha256', raw).update('inkling master key').digest('hex').slice(0, 16);
}
