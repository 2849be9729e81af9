import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

let server: SpawnedServer;

beforeAll(async () => {
	server = await spawnServer({ LOG_LEVEL: 'trace', RATE_LIMITS: 'off' });
}, 60_000);

afterAll(() => server.remove());

/** Fifty texts that stand nowhere else. */
const texts = Array.from({ length: 50 }, (_, n) => `Heliotrope${n}sesame${newId().slice(-12)}`);

test('50 known texts of messages, drafts and titles are in no file and no line of the log', async () => {
	const ana = await signUpOver(server, 'ana');
	const ben = await signUpOver(server, 'ben', ana);
	const client = await connect(server, ana);
	for (const [n, words] of texts.entries()) {
		const chatId = newId();
		const title = n % 3 === 0 ? words : 'Untold';
		await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [ben.user.id], title });
		if (n % 3 === 1) await client.get('message.send', { id: newId(), chatId, content: text(words) });
		if (n % 3 === 2) {
			const draft = { chatId, content: text(words), baseVersion: 0 };
			await client.get('draft.update', { ...draft, mutationId: newId() });
			// A refused one is logged, and its text must not be.
			await client.ask('draft.update', { ...draft, mutationId: newId() });
			await client.ask('message.send', { id: 'wrong', chatId, content: text(words) });
		}
	}
	const { chats } = await client.get('sync.initial', { cursor: null });
	expect(chats.filter((chat) => texts.includes(chat.title ?? ''))).toHaveLength(17);
	const told = JSON.stringify(await client.get('sync.initial', { cursor: null, limit: 500 }));
	expect(texts.filter((words) => told.includes(words))).toHaveLength(50);

	// The process is killed, so that the WAL is still there as it was.
	await server.kill();
	const files = await readdir(server.dataDir);
	expect(files.some((file) => file.endsWith('-wal'))).toBe(true);
	for (const file of files) {
		const bytes = await readFile(join(server.dataDir, file));
		expect(texts.filter((words) => bytes.includes(words))).toEqual([]);
		expect(texts.filter((words) => bytes.includes(Buffer.from(words, 'utf16le')))).toEqual([]);
	}
	expect(server.output()).toContain('based on an old version');
	// The statements that wrote them are there, without them.
	for (const table of ['messages', 'drafts', 'chats'])
		expect(server.output()).toContain(String.raw`"sql":"insert into \"${table}\"`);
	expect(texts.filter((words) => server.output().includes(words))).toEqual([]);
});
