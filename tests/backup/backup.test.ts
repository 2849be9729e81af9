import { existsSync, watch } from 'node:fs';
import { copyFile, mkdtemp, readdir, rename, rm, stat, writeFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '$lib/protocol/ids.ts';
import { readManifest } from '$lib/server/backup/manifest.ts';
import { takeLock } from '$lib/server/store/dialects/sqlite.ts';
import { connect } from '../support/connect.ts';
import { signUpOver, spawnServer, type SpawnedServer } from '../support/spawn-server.ts';
import { Flood } from './support/flood.ts';
import { runAdmin, runAdminUntil, startAdmin } from './support/run-admin.ts';

const people = 20;
/** For so long, at 2,000 a second, they write before the backup and again while it is made. */
const seconds = Number(process.env['BACKUP_SECONDS'] ?? 1);

let server: SpawnedServer;
let folder: string;
let flooders: Awaited<ReturnType<typeof meet>>;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-backup-'));
	server = await spawnServer({ RATE_LIMITS: 'off', SIGN_INS_PER_MINUTE_ADDRESS: '1000', LOG_LEVEL: 'error' });
	flooders = await meet();
}, 60_000);

afterAll(async () => {
	await server.remove();
	await rm(folder, { recursive: true });
});

/** Each in a chat with the first one, who reads nothing. */
async function meet() {
	const owner = await signUpOver(server, 'owner');
	const all = [];
	for (let n = 0; n < people; n++) {
		const { cookie } = await signUpOver(server, `person${n}`, owner);
		const client = await connect(server, { cookie });
		const chatId = newId();
		await client.get('chat.create', {
			id: chatId,
			kind: 'group',
			memberIds: [owner.user.id],
			title: `Of ${n}`
		});
		all.push({ client, chatId });
	}
	return all;
}

/** A folder like another server's, with the key and without a database. */
async function freshDir(): Promise<string> {
	const dataDir = await mkdtemp(join(folder, 'data-'));
	await copyFile(join(server.dataDir, 'master.key'), join(dataDir, 'master.key'));
	return dataDir;
}

/** What the live store held up to the snapshot, and the restored one does not hold byte for byte, and the other way round. */
function differences(live: string, restored: string): Record<string, unknown> {
	const connection = new DatabaseSync(restored, { readOnly: true });
	connection.prepare('ATTACH ? AS live').run(live);
	const stamp = "(SELECT value FROM main.counters WHERE name = 'stamp')";
	const count = (sql: string) => connection.prepare(`SELECT count(*) AS n FROM (${sql})`).get()?.n;
	const missing = ['users', 'chats', 'members', 'messages', 'drafts'].map((table) => [
		table,
		count(`SELECT * FROM live.${table} WHERE stamp <= ${stamp} EXCEPT SELECT * FROM main.${table}`)
	]);
	const invented = count('SELECT * FROM main.messages EXCEPT SELECT * FROM live.messages');
	const keys = count(
		'SELECT chat_id, wrapped FROM live.chat_keys EXCEPT SELECT chat_id, wrapped FROM main.chat_keys'
	);
	connection.close();
	return { ...Object.fromEntries(missing), invented, keys };
}

const none = { users: 0, chats: 0, members: 0, messages: 0, drafts: 0, invented: 0, keys: 0 };

test('a backup that is made while everybody writes holds all that was acknowledged before, each message once', async () => {
	const flood = new Flood(flooders);
	const begun = performance.now();
	await flood.more(2_000 * seconds);
	const before = flood.acknowledged.map(({ id }) => id);
	const file = join(folder, 'flood.backup');
	const { code, output } = await runAdmin(server.dataDir, 'backup', file);
	const rate = flood.acknowledged.length / ((performance.now() - begun) / 1000);
	await flood.more(1);
	await flood.stop();
	expect([code, output]).toEqual([0, expect.stringContaining('It opens with the master key')]);
	if (process.env['BACKUP_SECONDS'])
		console.info(`${Math.round(rate)} sends/s, ${flood.acknowledged.length} in all`);

	const dataDir = await freshDir();
	const restored = await runAdmin(dataDir, 'restore', file);
	expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('Restored into')]);
	const checked = await runAdmin(dataDir, 'check');
	expect([checked.code, checked.output]).toEqual([0, expect.stringContaining('all is well')]);

	const database = join(dataDir, 'inkling.db');
	expect(differences(join(server.dataDir, 'inkling.db'), database)).toEqual(none);
	const connection = new DatabaseSync(database, { readOnly: true });
	const ids = connection
		.prepare('SELECT id FROM messages')
		.all()
		.map(({ id }) => String(id));
	connection.close();
	const there = new Set(ids);
	expect(there.size).toBe(ids.length);
	expect(before.filter((id) => !there.has(id))).toEqual([]);
	// The writing went on: there is more than the backup holds.
	expect(ids.length).toBeLessThan(flood.acknowledged.length);
}, 600_000);

/** No file has the name, or a whole backup has. */
async function expectWholeOrNone(file: string): Promise<void> {
	if (existsSync(file)) expect((await readManifest(file)).counts.chats).toBe(people);
}

test('kill -9 while the database is copied leaves no backup that is not whole, and the next one is made all the same', async () => {
	const file = join(folder, 'killed.backup');
	const appeared = new Promise<void>((resolve) => {
		const watcher = watch(folder, (_, name) => {
			if (!name?.startsWith(`${basename(file)}.part-`)) return;
			watcher.close();
			resolve();
		});
	});
	const { child, ended } = startAdmin(server.dataDir, ['backup', file]);
	await Promise.race([appeared, ended]);
	child.kill('SIGKILL');
	await ended;
	await expectWholeOrNone(file);
	await rm(file, { force: true });
	expect((await runAdmin(server.dataDir, 'backup', file)).code).toBe(0);
	expect((await runAdmin(server.dataDir, 'check', file)).output).toContain('all is well');
	// One file, for nobody else's eyes.
	expect((await readdir(folder)).filter((name) => name.startsWith('killed'))).toEqual(['killed.backup']);
	expect((await stat(file)).mode & 0o777).toBe(0o600);
});

test('kill -9 before any step on the disk leaves a whole backup or none; what it leaves besides is taken for none, unless it is whole', async () => {
	let killed = 0;
	const left: string[] = [];
	for (let step = 1; ; step++) {
		const file = join(folder, `step-${step}.backup`);
		const { code } = await runAdminUntil(step, server.dataDir, 'backup', file);
		await expectWholeOrNone(file);
		if (code === 0) break;
		expect(code).toBeNull();
		killed++;
		const part = (await readdir(folder)).find((name) => name.startsWith(`${basename(file)}.part-`));
		// The next backup takes it away.
		if (part) await rename(join(folder, part), join(folder, `kept-${step}`));
		if (part) left.push(join(folder, `kept-${step}`));
	}
	expect(killed).toBeGreaterThan(4);
	expect(left.length).toBeGreaterThan(2);
	for (const part of left) {
		const said = await readManifest(part).catch((error: Error) => error.message);
		if (typeof said === 'string') expect(said).toContain('is not a backup');
		else expect(said.counts.chats).toBe(people);
	}
});

test('a backup writes over nothing', async () => {
	const file = join(folder, 'taken.txt');
	await writeFile(file, 'A letter');
	const { code, output } = await runAdmin(server.dataDir, 'backup', file);
	expect([code, output]).toEqual([1, expect.stringContaining('exists already')]);
	expect(await readFile(file, 'utf8')).toBe('A letter');
	expect((await readdir(folder)).filter((name) => name.startsWith('taken'))).toEqual(['taken.txt']);
});

test('no backup is made while the master key is rotated, which would take a key away that it needs', async () => {
	const release = takeLock(join(server.dataDir, 'keys.lock'));
	const file = join(folder, 'rotated.backup');
	const { code, output } = await runAdmin(server.dataDir, 'backup', file);
	release?.();
	expect([code, output]).toEqual([1, expect.stringContaining('is at work on this data')]);
	expect(existsSync(file)).toBe(false);
});

test('the database of a server that runs is looked through beside it', async () => {
	const flood = new Flood(flooders);
	await flood.more(100);
	const { code, output } = await runAdmin(server.dataDir, 'check');
	await flood.more(1);
	await flood.stop();
	expect([code, output]).toEqual([0, expect.stringContaining('all is well')]);
});
