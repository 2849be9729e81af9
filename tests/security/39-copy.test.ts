import { createHash } from 'node:crypto';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';

const words = {
	title: 'Titanwurz in the title',
	body: 'Bocksbart in a message',
	edited: 'Ehrenpreis before the change',
	draft: 'Dotterblume in a draft',
	name: 'Nieswurz-ist-ein-Suchwort'
};

let server: SpawnedServer;
let ana: { user: { id: string }; cookie: string };
let chatId: string;

beforeEach(async () => {
	server = await spawnServer({ RATE_LIMITS: 'off' });
	ana = await signUpOver(server, 'ana');
	const ben = await signUpOver(server, 'ben', ana);
	const client = await connect(server, ana);
	chatId = newId();
	await client.get('chat.create', {
		id: chatId,
		kind: 'group',
		memberIds: [ben.user.id],
		title: words.title
	});
	const id = newId();
	await client.get('message.send', { id, chatId, content: text(words.edited) });
	await client.get('message.edit', { id, content: text(`${words.body} ${words.name}`) });
	const draft = { chatId, content: text(words.draft), baseVersion: 0, mutationId: newId() };
	await client.get('draft.update', draft);
	client.close();
	await server.kill();
});

afterEach(() => server.remove());

const keyFile = () => join(server.dataDir, 'master.key');

/** All but the key, and the index of the WAL, which each reader makes anew. */
async function readAll(): Promise<Map<string, Buffer>> {
	const files = (await readdir(server.dataDir)).filter((file) => !/^master\.key|-shm$/.test(file));
	return new Map(
		await Promise.all(
			files.map(async (file) => [file, await readFile(join(server.dataDir, file))] as [string, Buffer])
		)
	);
}

const digests = (files: Map<string, Buffer>) =>
	[...files].map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]);

test('39: a copy of the data without the key file tells no word of what was written, nor a piece of one', async () => {
	const files = await readAll();
	expect([...files.values()].some((bytes) => bytes.includes(chatId))).toBe(true);
	// Also what an index for searching would hold: single words, small letters, their beginnings.
	const pieces = Object.values(words).flatMap((each) => [each, each.split(/[ -]/)[0] ?? '']);
	const wanted = pieces.flatMap((piece) => [piece, piece.toLowerCase(), piece.slice(0, 7)]);
	for (const [name, bytes] of files) {
		const found = wanted.filter((piece) =>
			(['utf8', 'utf16le', 'base64', 'hex'] as const).some((encoding) => {
				const form =
					encoding === 'utf8' || encoding === 'utf16le' ? piece : Buffer.from(piece).toString(encoding);
				return bytes.includes(Buffer.from(form, encoding === 'utf16le' ? 'utf16le' : 'utf8'));
			})
		);
		expect([name, found]).toEqual([name, []]);
	}
});

test('39: a server is not started on such a copy, nor with another key, and nothing of it is changed', async () => {
	const before = digests(await readAll());
	const kept = `${keyFile()}.kept`;
	await rename(keyFile(), kept);
	await expect(server.start()).rejects.toThrow(/master key/i);
	// Nor is another one made.
	expect(await readdir(server.dataDir)).not.toContain('master.key');
	await writeFile(keyFile(), await foreignKey(), { mode: 0o600 });
	await expect(server.start()).rejects.toThrow(/master key/i);
	await rename(kept, keyFile());
	expect(digests(await readAll())).toEqual(before);
	await server.start();
	const client = await connect(server, ana);
	expect(JSON.stringify(await client.get('chat.messages.get', { chatId, limit: 5 }))).toContain(words.body);
	client.close();
});

async function foreignKey(): Promise<Buffer> {
	const other = await spawnServer();
	const key = await readFile(join(other.dataDir, 'master.key'));
	await other.remove();
	return key;
}

test('39: the key of a deleted chat is gone: sealed messages from an older file do not open beside the newer one', async () => {
	const old = join(server.dataDir, 'old.db');
	// As a copy made by the database itself: with what is still in the WAL.
	const source = new DatabaseSync(join(server.dataDir, 'inkling.db'));
	source.exec(`VACUUM INTO '${old}'`);
	source.close();
	await server.start();
	const client = await connect(server, ana);
	await client.get('chat.delete', { chatId });
	client.close();
	await server.kill();

	const present = new DatabaseSync(join(server.dataDir, 'inkling.db'));
	expect(present.prepare('SELECT count(*) AS n FROM chat_keys WHERE chat_id = ?').get(chatId)).toEqual({
		n: 0
	});
	present.exec(`ATTACH '${old}' AS old`);
	// Everything but the key comes back as it was.
	for (const table of ['chats', 'members', 'messages', 'message_versions', 'drafts']) {
		const column = table === 'chats' ? 'id' : 'chat_id';
		present
			.prepare(`INSERT OR REPLACE INTO main.${table} SELECT * FROM old.${table} WHERE ${column} = ?`)
			.run(chatId);
	}
	present.close();
	await server.start();
	const again = await connect(server, ana);
	const reply = await again.ask('chat.messages.get', { chatId, limit: 5 });
	expect(reply.ok).toBe(false);
	const all = await again.ask('sync.initial', { cursor: null, openChatId: chatId });
	const told = JSON.stringify([reply, all]) + server.output();
	expect(Object.values(words).filter((each) => told.includes(each))).toEqual([]);
	again.close();
});
