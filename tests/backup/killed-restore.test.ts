import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { admin, change, databaseIn, emptyData, peopleIn, usedData } from './support/data-folder.ts';
import { runAdminUntil } from './support/run-admin.ts';

let folder: string;
let used: string;
/** Of the same server, with Ana alone and with many others besides. */
let few: string;
let many: string;
let dataDir: string;

const others = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
	INSERT INTO devices (id, user_id, name, created_at, last_seen_at)
	SELECT 'device ' || i, (SELECT id FROM users), hex(randomblob(200)), 0, 0 FROM n;
	UPDATE users SET username = 'many', display_name = 'Many'`;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-killed-'));
	used = await usedData(folder, 'ana');
	[few, many] = [join(folder, 'few'), join(folder, 'many')];
	await admin(used, 'backup', few);
	change(databaseIn(used), others);
	await admin(used, 'backup', many);
}, 60_000);

afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
	dataDir = await emptyData(folder, used);
});

const left = async () => (await readdir(dataDir)).filter((name) => name.includes('.restoring')).sort();

/** What a writer of this database leaves who is killed in the middle: half a transaction, and how to undo it. */
async function crashedCopy(file: string): Promise<string> {
	const writer = join(folder, 'crashed');
	await copyFile(file, writer);
	const connection = new DatabaseSync(writer);
	// So small that it writes before it commits.
	connection.exec(
		'PRAGMA journal_mode = DELETE; PRAGMA cache_size = 1; BEGIN; UPDATE devices SET name = hex(randomblob(200))'
	);
	const journal = await readFile(`${writer}-journal`);
	connection.exec('ROLLBACK');
	connection.close();
	const copy = join(folder, 'crashed.copy');
	await copyFile(writer, copy);
	await writeFile(`${copy}-journal`, journal);
	return copy;
}

test('the journal that a killed restore left is not taken for one of the next restore', async () => {
	const crashed = await crashedCopy(databaseIn(used));
	await copyFile(crashed, `${databaseIn(dataDir)}.restoring`);
	await copyFile(`${crashed}-journal`, `${databaseIn(dataDir)}.restoring-journal`);
	await admin(dataDir, 'restore', few);
	expect(peopleIn(dataDir)).toEqual(['ana']);
	expect(await left()).toEqual([]);
});

test('wherever a restore is killed, the next one puts back what it was told to, and leaves nothing of either', async () => {
	const seen = new Set<string>();
	for (let step = 1; ; step++) {
		const { code } = await runAdminUntil(step, dataDir, 'restore', many, '--replace');
		if (code === 0) break;
		expect(code).toBeNull();
		const names = await left();
		for (const name of names) seen.add(name);
		if (names.length === 0) continue;
		await admin(dataDir, 'restore', few, '--replace');
		expect([step, peopleIn(dataDir), await left()]).toEqual([step, ['ana'], []]);
		expect(await admin(dataDir, 'check')).toContain('all is well');
	}
	// It was killed while SQLite had files of its own beside it, too.
	expect([...seen]).toContain('inkling.db.restoring-wal');
}, 120_000);
