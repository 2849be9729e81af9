import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../store/open-store.ts';
import { Keyring } from './keyring.ts';
import { openLocalKeyProvider } from './local-key-provider.ts';

let folder: string;
let keyFile: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	keyFile = join(folder, 'master.key');
});

afterEach(() => rmSync(folder, { recursive: true }));

test('the first start makes a master key that only its owner can read, and the next uses it', () => {
	const first = openLocalKeyProvider(keyFile, true);
	expect(statSync(keyFile).mode & 0o777).toBe(0o600);
	expect(openLocalKeyProvider(keyFile, false).fingerprint).toBe(first.fingerprint);
});

test('what is sealed for one row, purpose or chat opens for no other', async () => {
	const keyring = new Keyring(openLocalKeyProvider(keyFile, true));
	const { key } = await keyring.mint('chat');
	const { key: other } = await keyring.mint('other');
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
	const { key } = await new Keyring(openLocalKeyProvider(keyFile, true)).mint('chat');
	const seals = Array.from({ length: 100 }, () =>
		Buffer.from(key.seal('title', 'chat', 'Same')).toString('hex')
	);
	expect(new Set(seals).size).toBe(100);
});

test('a wrapped key opens for its chat and generation alone', async () => {
	const provider = openLocalKeyProvider(keyFile, true);
	const { key, wrapped } = await new Keyring(provider).mint('chat');
	const sealed = key.seal('title', 'chat', 'Title');
	const opened = await new Keyring(provider).open('chat', 1, wrapped);
	expect(opened.open('title', 'chat', sealed)).toBe('Title');
	await expect(new Keyring(provider).open('other', 1, wrapped)).rejects.toThrow();
	await expect(new Keyring(provider).open('chat', 2, wrapped)).rejects.toThrow();
});

test('a missing, foreign or damaged master key is refused, and nothing is written', async () => {
	const file = join(folder, 'inkling.db');
	await (await openStore(file, openLocalKeyProvider(keyFile, true), Date.now)).close();
	const before = readFileSync(file);
	expect(() => openLocalKeyProvider(join(folder, 'lost.key'), false)).toThrow(/is missing/);
	const foreign = openLocalKeyProvider(join(folder, 'foreign.key'), true);
	await expect(openStore(file, foreign, Date.now)).rejects.toThrow(/not the one/);
	writeFileSync(keyFile, 'short');
	expect(() => openLocalKeyProvider(keyFile, false)).toThrow(/does not hold a key/);
	expect(readFileSync(file).equals(before)).toBe(true);
});
