import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { openLocalKeyProvider } from '../keyring/local-key-provider.ts';
import { chatKey, insertChatKey, sealingKey } from './chat-keys.ts';
import { openStore, type Store } from './open-store.ts';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inkling-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const open = async () =>
	openStore(join(folder, 'test.db'), await openLocalKeyProvider(join(folder, 'master.key'), true), Date.now);

test('a key whose transaction the disk refused is forgotten: what is sealed later opens after a restart', async () => {
	const chatId = newId();
	const store = await open();
	const refused = store.write(async (tx) => {
		await insertChatKey(tx, chatId);
		await chatKey(tx, chatId);
		throw Object.assign(new Error('The disk is full.'), { errcode: 13 });
	});
	await expect(refused).rejects.toMatchObject({ code: 'unavailable' });

	await store.write((tx) => insertChatKey(tx, chatId));
	const sealed = await store.write(async (tx) =>
		(await sealingKey(tx, chatId)).seal('message', 'row', 'words')
	);
	await store.close();

	const again = await open();
	expect((await chatKey(again.db, chatId)).open('message', 'row', sealed)).toBe('words');
	await again.close();
});

const seal = (store: Store, chatId: string, words: string) =>
	store.write(async (tx) => (await sealingKey(tx, chatId)).seal('message', 'row', words));
const counted = async (store: Store) =>
	(
		await store.db.sql.selectFrom('chat_keys').select(['generation', 'seals']).orderBy('generation').execute()
	).map(({ generation, seals }) => [generation, seals]);

test('seals are counted ahead of their use, also where the command that counted them is undone', async () => {
	const chatId = newId();
	const store = await open();
	await store.write((tx) => insertChatKey(tx, chatId));
	expect(await counted(store)).toEqual([[1, 2 ** 16]]);
	const undone = store.write(async (tx) => {
		(await sealingKey(tx, chatId)).seal('message', 'row', 'lost');
		throw new Error('No.');
	});
	await expect(undone).rejects.toThrow('No.');
	expect(await counted(store)).toEqual([[1, 2 ** 16]]);
	await seal(store, chatId, 'words');
	await seal(store, chatId, 'more words');
	expect(await counted(store)).toEqual([[1, 2 * 2 ** 16]]);
	await store.close();
});

test('a key is replaced before it has sealed 2^32 times, and what it sealed opens on', async () => {
	const chatId = newId();
	const store = await open();
	await store.write((tx) => insertChatKey(tx, chatId));
	const before = await seal(store, chatId, 'Before');
	await store.write((tx) =>
		tx.sql
			.updateTable('chat_keys')
			.set({ seals: 2 ** 32 - 2 ** 16 + 1 })
			.execute()
	);
	await store.close();

	const again = await open();
	// Where the command is undone, the key that it made is not used by the one after it.
	const undone = again.write(async (tx) => {
		await sealingKey(tx, chatId);
		throw new Error('No.');
	});
	const [, after] = await Promise.all([
		expect(undone).rejects.toThrow('No.'),
		seal(again, chatId, 'After'),
		seal(again, chatId, 'After it')
	]);
	expect(await counted(again)).toEqual([
		[1, 2 ** 32 - 2 ** 16 + 1],
		[2, 2 ** 16]
	]);
	expect((await chatKey(again.db, chatId)).open('message', 'row', before)).toBe('Before');
	await again.close();
	const last = await open();
	const key = await chatKey(last.db, chatId);
	expect(key.open('message', 'row', before)).toBe('Before');
	expect(key.open('message', 'row', after)).toBe('After');
	await last.close();
});
