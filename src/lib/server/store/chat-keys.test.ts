import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '../../protocol/ids.ts';
import { openLocalKeyProvider } from '../keyring/local-key-provider.ts';
import { chatKey, insertChatKey } from './chat-keys.ts';
import { openStore } from './open-store.ts';

let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'inkling-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const open = () =>
	openStore(join(folder, 'test.db'), openLocalKeyProvider(join(folder, 'master.key'), true), Date.now);

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
	const sealed = (await chatKey(store.db, chatId)).seal('message', 'row', 'words');
	await store.close();

	const again = await open();
	expect((await chatKey(again.db, chatId)).open('message', 'row', sealed)).toBe('words');
	await again.close();
});
