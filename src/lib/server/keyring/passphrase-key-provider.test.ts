import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { pino } from 'pino';
import { readConfig, type KeySettings } from '../config.ts';
import { openStore } from '../store/open-store.ts';
import type { WrappedKey } from './key-provider.ts';
import { openKeyProvider } from './open-key-provider.ts';

const right = 'ink dries slowly in March';

let folder: string;
let file: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	file = join(folder, 'master.key');
});

afterEach(() => rmSync(folder, { recursive: true }));

const log = pino({ level: 'silent' });
const open = (text: string, mayCreate = false) =>
	openKeyProvider({ provider: 'passphrase', file, passphrase: { text } }, mayCreate, log);

test('what was sealed opens at the next start with the same passphrase, however it was typed', async () => {
	const first = await open('Gr\u00fcne Tinte trocknet', true);
	const wrapped = await first.wrap(Buffer.from('a chat key'), 'chat:1', first.newest());
	const second = await open('Gru\u0308ne Tinte trocknet');
	expect(second.newest()).toBe(first.newest());
	expect(Buffer.from(await second.unwrap(wrapped, 'chat:1')).toString()).toBe('a chat key');
	expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('another passphrase, a damaged file, or one of another kind does not open, and nothing is written', async () => {
	await open(right, true);
	const stored = readFileSync(file, 'utf8');
	await expect(open('ink dries slowly in April')).rejects.toThrow(/does not open the master key/);
	await expect(openKeyProvider({ provider: 'file', file }, false, log)).rejects.toThrow(
		/does not hold a key/
	);
	expect(readFileSync(file, 'utf8')).toBe(stored);
	const { sealed, ...rest } = JSON.parse(stored) as { sealed: string };
	const damaged = `${sealed.startsWith('A') ? 'B' : 'A'}${sealed.slice(1)}`;
	writeFileSync(file, JSON.stringify({ ...rest, sealed: damaged }));
	await expect(open(right)).rejects.toThrow(/does not open the master key/);
	for (const change of [{ memoryKiB: 8 }, { memoryKiB: 2 ** 30 }, { passes: 1 }, { form: 2 }, { more: 1 }]) {
		writeFileSync(file, JSON.stringify({ ...rest, sealed, ...change }));
		await expect(open(right)).rejects.toThrow(/does not hold a master key that a passphrase opens/);
	}
});

test('a database without its key file is not started anew', async () => {
	const database = join(folder, 'inkling.db');
	await (await openStore(database, await open(right, true), Date.now)).close();
	const before = readFileSync(database);
	rmSync(file);
	await expect(open(right)).rejects.toThrow(/is missing/);
	expect(readFileSync(database).equals(before)).toBe(true);
});

test('a passphrase may stand in a file; a short one is none', async () => {
	const passphrase = join(folder, 'passphrase');
	const settings: KeySettings = { provider: 'passphrase', file, passphrase: { file: passphrase } };
	await expect(openKeyProvider(settings, true, log)).rejects.toThrow(/KEY_PASSPHRASE_FILE cannot be read/);
	writeFileSync(passphrase, 'too short\n');
	await expect(openKeyProvider(settings, true, log)).rejects.toThrow(/needs 12 at least/);
	writeFileSync(passphrase, `${right}\nanother line\n`);
	const opened = await openKeyProvider(settings, true, log);
	expect((await open(right)).newest()).toBe(opened.newest());
});

test('settings in which a passphrase and its provider do not fit each other are refused', () => {
	const wrong = [
		{ KEY_PROVIDER: 'passphrase' },
		{ KEY_PROVIDER: 'passphrase', KEY_PASSPHRASE: right, KEY_PASSPHRASE_FILE: 'there' },
		{ KEY_PASSPHRASE: right },
		{ KEY_PASSPHRASE_FILE: 'there' }
	];
	for (const settings of wrong) expect(() => readConfig(settings)).toThrow(/KEY_PROVIDER/);
	const fitting = { KEY_PROVIDER: 'passphrase', KEY_PASSPHRASE: right, MASTER_KEY_FILE: '/keys/one' };
	expect(readConfig(fitting).keys).toEqual({
		provider: 'passphrase',
		file: '/keys/one',
		passphrase: { text: right }
	});
});

test('a new master key is sealed with the same passphrase, the earlier one opens until it is dropped', async () => {
	const provider = await open(right, true);
	const first = provider.newest();
	const wrapped = await provider.wrap(Buffer.from('a chat key'), 'chat:1', first);
	const second = await provider.add();
	const between = await open(right);
	expect([between.newest(), between.holds(first)]).toEqual([second, true]);
	const [rewrapped] = await between.rewrap([{ ...wrapped, context: 'chat:1' }]);
	await between.dropEarlier();
	const after = await open(right);
	expect([after.newest(), after.holds(first)]).toEqual([second, false]);
	await expect(after.unwrap(wrapped, 'chat:1')).rejects.toThrow(/is not here/);
	expect(Buffer.from(await after.unwrap(rewrapped as WrappedKey, 'chat:1')).toString()).toBe('a chat key');
	expect(statSync(file).mode & 0o777).toBe(0o600);
});
