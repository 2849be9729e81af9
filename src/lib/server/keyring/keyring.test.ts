import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { KeyWanted } from './key-wanted.ts';
import { Keyring } from './keyring.ts';
import type { KeyProvider } from './key-provider.ts';
import { openLocalKeyProvider } from './local-key-provider.ts';

let folder: string;
let keyFile: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	keyFile = join(folder, 'master.key');
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A key that may seal as often as a test needs. */
async function mint(provider: KeyProvider, chatId: string) {
	const minted = await new Keyring(provider).mint(chatId, provider.newest());
	minted.key.allow(1_000);
	return minted;
}

test('the first start makes a master key that only its owner can read, and the next uses it', async () => {
	const first = await openLocalKeyProvider(keyFile, true);
	expect(statSync(keyFile).mode & 0o777).toBe(0o600);
	expect((await openLocalKeyProvider(keyFile, false)).newest()).toBe(first.newest());
});

test('what is sealed for one row, purpose or chat opens for no other', async () => {
	const provider = await openLocalKeyProvider(keyFile, true);
	const { key } = await mint(provider, 'chat');
	const { key: other } = await mint(provider, 'other');
	const sealed = key.seal('message', 'row', { text: 'secret' });
	expect(key.open('message', 'row', sealed)).toEqual({ text: 'secret' });
	expect(Buffer.from(sealed).includes('secret')).toBe(false);
	expect(() => key.open('message', 'another', sealed)).toThrow();
	expect(() => key.open('draft', 'row', sealed)).toThrow();
	expect(() => other.open('message', 'row', sealed)).toThrow();
	const damaged = Uint8Array.from(sealed, (byte, index) => (index === 20 ? byte ^ 1 : byte));
	expect(() => key.open('message', 'row', damaged)).toThrow();
});

test('the same text is never sealed to the same bytes', async () => {
	const { key } = await mint(await openLocalKeyProvider(keyFile, true), 'chat');
	const seals = Array.from({ length: 100 }, () =>
		Buffer.from(key.seal('title', 'chat', 'Same')).toString('hex')
	);
	expect(new Set(seals).size).toBe(100);
});

test('a wrapped key opens for its chat and generation alone', async () => {
	const provider = await openLocalKeyProvider(keyFile, true);
	const { key, stored } = await mint(provider, 'chat');
	const sealed = key.seal('title', 'chat', 'Title');
	const opened = await new Keyring(provider).open('chat', [stored]);
	expect(opened.open('title', 'chat', sealed)).toBe('Title');
	await expect(new Keyring(provider).open('other', [stored])).rejects.toThrow();
	await expect(new Keyring(provider).open('chat', [{ ...stored, generation: 2 }])).rejects.toThrow();
});

test('a key seals as often as was counted and no more, and not at all where the counting was undone', async () => {
	const keyring = new Keyring(await openLocalKeyProvider(keyFile, true));
	const { key } = await keyring.mint('chat', (await openLocalKeyProvider(keyFile, true)).newest());
	expect(() => key.seal('title', 'chat', 'Title')).toThrow(/more often/);
	keyring.allow(key, 2);
	key.seal('title', 'chat', 'Title');
	keyring.commandUndone();
	expect(() => key.seal('title', 'chat', 'Title')).toThrow(/more often/);
	keyring.allow(key, 1);
	keyring.transactionEnded();
	key.seal('title', 'chat', 'Title');
	expect(() => key.seal('title', 'chat', 'Title')).toThrow(/more often/);
});

test('a key that replaced another opens what both sealed, and knows what was asked before', async () => {
	const provider = await openLocalKeyProvider(keyFile, true);
	const keyring = new Keyring(provider);
	const { key: first, stored } = await mint(provider, 'chat');
	const before = first.seal('message', 'one', 'Before');
	const { key: second, stored: next } = await keyring.mint('chat', provider.newest(), first);
	second.allow(1);
	const after = second.seal('message', 'two', 'After');
	expect(() => first.open('message', 'two', after)).toThrow();
	const opened = await new Keyring(provider).open('chat', [stored, next]);
	expect(opened.generation).toBe(2);
	for (const key of [second, opened]) {
		expect(key.open('message', 'one', before)).toBe('Before');
		expect(key.open('message', 'two', after)).toBe('After');
		expect(key.fingerprint('words')).toEqual(first.fingerprint('words'));
	}
});

test('a key that was fetched is remembered though others were made meanwhile, and not once it was replaced', async () => {
	const local = await openLocalKeyProvider(keyFile, true);
	const keyring = new Keyring({ ...local, remote: true });
	const { stored } = await mint(local, 'chat');
	const wanted = async () => {
		const refused: unknown = await keyring.openInside('chat', [stored]).catch((error: unknown) => error);
		if (!(refused instanceof KeyWanted)) throw new Error('Nothing was wanted.');
		return refused;
	};
	const first = await wanted();
	const making = keyring.mint('another', local.newest()).catch((error: KeyWanted) => error.fetch());
	await making;
	await keyring.mint('another', local.newest());
	keyring.transactionEnded();
	await first.fetch();
	expect(keyring.cached('chat')).toBeDefined();

	keyring.forget('chat');
	keyring.transactionEnded();
	const second = await wanted();
	keyring.forget('chat');
	keyring.transactionEnded();
	await second.fetch();
	expect(keyring.cached('chat')).toBeUndefined();
});

test('a missing, foreign or damaged master key is refused, and nothing is written', async () => {
	const file = join(folder, 'inkling.db');
	await (await openStore(file, await openLocalKeyProvider(keyFile, true), Date.now)).close();
	const before = readFileSync(file);
	await expect(openLocalKeyProvider(join(folder, 'lost.key'), false)).rejects.toThrow(/is missing/);
	const foreign = await openLocalKeyProvider(join(folder, 'foreign.key'), true);
	await expect(openStore(file, foreign, Date.now)).rejects.toThrow(/not the one/);
	writeFileSync(keyFile, 'short');
	await expect(openLocalKeyProvider(keyFile, false)).rejects.toThrow(/does not hold a key/);
	expect(readFileSync(file).equals(before)).toBe(true);
});
