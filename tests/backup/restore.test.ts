import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { connect } from '../support/connect.ts';
import { text } from '../support/documents.ts';
import { startServer, type TestServer } from '../support/start-server.ts';
import { runAdmin, runAdminUntil } from './support/run-admin.ts';

let folder: string;
let source: TestServer;
let backup: string;
let dataDir: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-restore-'));
	source = await startServer();
	const ana = await source.person('ana');
	const client = await connect(source, ana);
	for (let n = 0; n < 20; n++) {
		const chatId = newId();
		await client.get('chat.create', { id: chatId, kind: 'group', memberIds: [], title: `Chat ${n}` });
		const id = newId();
		await client.get('message.send', { id, chatId, content: text(`First of ${n}`) });
		await client.get('message.edit', { id, content: text(`First of ${n}, edited`) });
		const draft = { chatId, content: text(`Draft ${n}`), baseVersion: 0, mutationId: newId() };
		await client.get('draft.update', draft);
	}
	client.close();
	backup = join(folder, 'good.backup');
	expect((await runAdmin(source.dataDir, 'backup', backup)).code).toBe(0);
});

afterAll(async () => {
	await source.stop();
	await rm(folder, { recursive: true });
});

/** A folder with the key of the backup, and no database. */
beforeEach(async () => {
	dataDir = await mkdtemp(join(folder, 'data-'));
	await copyFile(join(source.dataDir, 'master.key'), join(dataDir, 'master.key'));
});

const database = () => join(dataDir, 'inkling.db');

/** All files but those that say who is at work. */
async function contents(): Promise<string[][]> {
	const names = (await readdir(dataDir)).filter((name) => !/\.lock$|-shm$/.test(name));
	const digest = async (name: string) =>
		createHash('sha256')
			.update(await readFile(join(dataDir, name)))
			.digest('hex');
	return Promise.all(names.map(async (name) => [name, await digest(name)]));
}

/** It is refused with these words, and nothing in the folder is another than before. */
async function expectRefusal(words: RegExp, ...flags: string[]) {
	const before = await contents();
	const { code, output } = await runAdmin(dataDir, 'restore', ...flags);
	expect([code, output]).toEqual([1, expect.stringMatching(words)]);
	expect(await contents()).toEqual(before);
}

async function copyWith(name: string, change: (bytes: Buffer) => void): Promise<string> {
	const bytes = await readFile(backup);
	change(bytes);
	const file = join(folder, name);
	await writeFile(file, bytes);
	return file;
}

describe('a restore is refused, and nothing is changed,', () => {
	test('where a single bit of the backup is another one, wherever that is', async () => {
		const { length } = await readFile(backup);
		const inManifest = length - 100;
		for (const place of [0, 30, 5_000, Math.floor(length / 2), length - 5_000, inManifest, length - 1]) {
			const file = await copyWith('flipped.backup', (bytes) => {
				bytes[place] = (bytes[place] ?? 0) ^ 1;
			});
			await expectRefusal(/is damaged|is not a backup/, file);
		}
	});

	test('where the end of the backup is missing', async () => {
		const file = await copyWith('short.backup', () => undefined);
		await truncate(file, 40_000);
		await expectRefusal(/is not a backup/, file);
		await truncate(file, 0);
		await expectRefusal(/is not a backup/, file);
	});

	test('where the file is a database that no backup was made of', async () => {
		await expectRefusal(/is not a backup/, join(source.dataDir, 'inkling.db'));
	});

	test('where the key is missing, or another one', async () => {
		await rename(join(dataDir, 'master.key'), join(dataDir, 'kept'));
		await expectRefusal(/master key/, backup);
		const other = await startServer();
		await copyFile(join(other.dataDir, 'master.key'), join(dataDir, 'master.key'));
		await other.stop();
		await expectRefusal(/The master key is not the one/, backup);
	});

	test('where a server runs on the data', async () => {
		const server = await startServer({ DATA_DIR: dataDir });
		for (const flags of [[], ['--replace']]) {
			const { code, output } = await runAdmin(dataDir, 'restore', backup, ...flags);
			expect([code, output]).toEqual([1, expect.stringContaining('is at work on')]);
		}
		const client = await connect(server, await server.person('ben'));
		expect(client.socket.connected).toBe(true);
		client.close();
		await server.stop();
	});

	test('where somebody else has the database open', async () => {
		await runAdmin(dataDir, 'restore', backup);
		const connection = new DatabaseSync(database());
		connection.exec('PRAGMA journal_mode = WAL; CREATE TABLE note (text TEXT)');
		const { code, output } = await runAdmin(dataDir, 'restore', backup, '--replace');
		expect([code, output]).toEqual([1, expect.stringContaining('Somebody has')]);
		connection.exec("INSERT INTO note VALUES ('still here')");
		connection.close();
	});

	test('where there is a database already', async () => {
		await runAdmin(dataDir, 'restore', backup);
		await expectRefusal(/There is a database already/, backup);
	});

	test('where the backup was made by a later version', async () => {
		const later = await startServer();
		const { sql } = later.app.store.db;
		expect(await sql.selectFrom('facts').select('name').execute()).not.toEqual([]);
		await later.app.stop();
		const connection = new DatabaseSync(later.app.config.databaseFile);
		connection.exec("INSERT INTO kysely_migration VALUES ('9999-later', '2099-01-01')");
		connection.close();
		const file = join(folder, 'later.backup');
		const { code, output } = await runAdmin(later.dataDir, 'backup', file);
		expect([code, output]).toEqual([1, expect.stringContaining('later version')]);
		expect(existsSync(file)).toBe(false);
		await later.stop();
	});
});

test('“--replace” keeps what was there, with all that was written, under another name', async () => {
	const server = await startServer({ DATA_DIR: dataDir });
	await server.person('ben');
	// As after a crash: what was written last stands in the WAL alone.
	const wal = await readFile(`${database()}-wal`);
	const file = await readFile(database());
	await server.app.stop();
	await writeFile(database(), file);
	await writeFile(`${database()}-wal`, wal);

	const { code, output } = await runAdmin(dataDir, 'restore', backup, '--replace', '--end-sessions');
	expect([code, output]).toEqual([0, expect.stringContaining('is kept as')]);
	const kept = (await readdir(dataDir)).filter((name) => name.includes('.before-'));
	expect(kept).toHaveLength(1);
	const names = (path: string, sql: string) => {
		const connection = new DatabaseSync(path, { readOnly: true });
		const rows = connection.prepare(sql).all();
		connection.close();
		return rows.map(({ name }) => name);
	};
	expect(names(join(dataDir, kept[0] ?? ''), 'SELECT username AS name FROM users')).toEqual(['ben']);
	expect(names(database(), 'SELECT username AS name FROM users')).toEqual(['ana']);
	expect(names(database(), 'SELECT id AS name FROM sessions')).toEqual([]);
	expect((await runAdmin(dataDir, 'check')).output).toContain('all is well');
	await server.stop();
});

test('a damaged database is kept aside with what stands beside it, and does not spoil the restored one', async () => {
	await writeFile(database(), Buffer.alloc(10_000, 'no database '));
	await writeFile(`${database()}-wal`, Buffer.alloc(5_000, 'no log '));
	await expectRefusal(/There is a database already/, backup);
	const { code } = await runAdmin(dataDir, 'restore', backup, '--replace');
	expect(code).toBe(0);
	const kept = (await readdir(dataDir)).filter((name) => name.includes('.before-')).sort();
	expect(kept.map((name) => name.replace(/before-[^.]*Z/, 'before'))).toEqual([
		'inkling.db.before',
		'inkling.db.before-wal'
	]);
	expect((await runAdmin(dataDir, 'check')).output).toContain('all is well');
});

test('kill -9 before any step on the disk leaves the database from before or the restored one, never half of one', async () => {
	await runAdmin(dataDir, 'restore', backup);
	const names = (path: string) => {
		const connection = new DatabaseSync(path, { readOnly: true });
		const damage = connection.prepare('PRAGMA quick_check').all();
		const rows = connection.prepare('SELECT display_name AS name FROM users').all();
		connection.close();
		expect(damage).toEqual([{ quick_check: 'ok' }]);
		return rows.map(({ name }) => name).join();
	};
	const before = 'Who was there before';
	const outcomes: string[] = [];
	for (let step = 1; ; step++) {
		const connection = new DatabaseSync(database());
		connection.exec(`PRAGMA journal_mode = WAL; UPDATE users SET display_name = '${before}'`);
		connection.close();
		const { code } = await runAdminUntil(step, dataDir, 'restore', backup, '--replace');
		outcomes.push(names(database()));
		if (code === 0) break;
		expect(code).toBeNull();
	}
	expect(new Set(outcomes)).toEqual(new Set([before, 'Ana']));
	expect(outcomes.at(-1)).toBe('Ana');
	expect(outcomes.length).toBeGreaterThan(5);
	for (const name of (await readdir(dataDir)).filter((each) => /before-.*Z$/.test(each)))
		expect(names(join(dataDir, name))).toBe(before);
	expect((await readdir(dataDir)).filter((name) => name.includes('restoring'))).toEqual([]);
	expect((await runAdmin(dataDir, 'check')).output).toContain('all is well');
});

describe('a check names', () => {
	/** What it says of the restored database after this was done to it. */
	async function findings(sql: string): Promise<string> {
		await runAdmin(dataDir, 'restore', backup);
		const connection = new DatabaseSync(database());
		connection.exec(sql);
		connection.close();
		const { code, output } = await runAdmin(dataDir, 'check');
		expect([code, output]).toEqual([1, expect.stringContaining('findings: ')]);
		return output;
	}
	const first = '(SELECT id FROM messages ORDER BY id LIMIT 1)';
	const damages: [what: string, sql: string, words: RegExp][] = [
		[
			'a message whose words were changed',
			`UPDATE messages SET body_sealed = randomblob(90) WHERE id = ${first}`,
			/Message .* does not open/
		],
		[
			'a message in the place of another',
			`UPDATE messages SET body_sealed = (SELECT body_sealed FROM messages ORDER BY id DESC LIMIT 1) WHERE id = ${first}`,
			/Message .* does not open/
		],
		[
			'an earlier version',
			'UPDATE message_versions SET version = 7',
			/Version 7 of message .* does not open/
		],
		['a draft', "UPDATE drafts SET body_sealed = x'00'", /The draft of .* does not open/],
		['a title', "UPDATE chats SET title_sealed = x'00'", /The title of chat .* does not open/],
		[
			'a message that is missing',
			`DELETE FROM messages WHERE id = ${first}`,
			/counts 1 messages, but there are 0/
		],
		[
			'a place that was left out',
			'UPDATE messages SET seq = 2; UPDATE chats SET last_seq = 2',
			/counts 2 messages/
		],
		['a member that is missing', 'DELETE FROM members', /counts 1 members, but there are 0/],
		['a chat without a key', 'DELETE FROM chat_keys', /has no key/],
		[
			'a key that does not open',
			'UPDATE chat_keys SET wrapped = randomblob(60)',
			/The key of .* does not open/
		],
		['a row of a command that never was', 'UPDATE users SET stamp = 999999', /never counted/],
		['a person who is missing', 'DELETE FROM users', /rows of members belong to none of users/]
	];
	test('a file that was written over', async () => {
		await runAdmin(dataDir, 'restore', backup);
		const bytes = await readFile(database());
		await writeFile(database(), bytes.fill(0xff, 40_960, 45_056));
		const { code, output } = await runAdmin(dataDir, 'check');
		expect([code, output]).toEqual([1, expect.stringContaining('The file is damaged')]);
	});

	test.each(damages)('%s', async (_, sql, words) => {
		expect(await findings(sql)).toMatch(words);
	});
});

test('a second server is not started on the same data', async () => {
	const server = await startServer({ DATA_DIR: dataDir });
	await expect(startServer({ DATA_DIR: dataDir })).rejects.toThrow(/does not start: another server/);
	await server.stop();
});
