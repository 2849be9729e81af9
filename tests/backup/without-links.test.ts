import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startServer } from '../support/start-server.ts';
import { admin, databaseIn, emptyData, peopleIn, rowsOf, usedData } from './support/data-folder.ts';
import { runAdminRefused } from './support/run-admin.ts';

let folder: string;
let used: string;
/** With Ana alone. */
let backup: string;
let dataDir: string;
let backups: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-disks-'));
	used = await usedData(folder, 'ana');
	backup = join(folder, 'backup');
	await admin(used, 'backup', backup);
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
	dataDir = await emptyData(folder, used);
	backups = await mkdtemp(join(folder, 'backups-'));
	await admin(dataDir, 'restore', backup);
});

const named = async (part: string) => (await readdir(dataDir)).filter((name) => name.includes(part)).sort();

describe('on a file system without second names', () => {
	test.each(['EPERM', 'ENOTSUP'])('a backup is made, and writes over nothing: %s', async (code) => {
		const file = join(backups, 'made');
		expect(await runAdminRefused(`linkSync=${code}`, dataDir, 'backup', file)).toMatchObject({ code: 0 });
		expect(await admin(dataDir, 'check', file)).toContain('all is well');
		expect(await readdir(backups)).toEqual(['made']);
	});

	test('a restore keeps what was there, with all that was written, as a copy', async () => {
		const server = await startServer({ DATA_DIR: dataDir });
		await server.person('ben');
		// As after a crash: what was written last stands in the WAL alone.
		const [file, wal] = await Promise.all([
			readFile(databaseIn(dataDir)),
			readFile(`${databaseIn(dataDir)}-wal`)
		]);
		await server.app.stop();
		await writeFile(databaseIn(dataDir), file);
		await writeFile(`${databaseIn(dataDir)}-wal`, wal);

		const said = await runAdminRefused('linkSync=EPERM', dataDir, 'restore', backup, '--replace');
		expect(said).toEqual({ code: 0, output: expect.stringContaining('is kept as') });
		expect(peopleIn(dataDir)).toEqual(['ana']);
		const [aside = '', ...more] = await named('.before-');
		expect(more).toEqual([]);
		expect(rowsOf(join(dataDir, aside), 'SELECT username FROM users')).toEqual(['ana', 'ben']);
	});

	test('a restore keeps a damaged database with what stands beside it', async () => {
		await writeFile(databaseIn(dataDir), Buffer.alloc(10_000, 'no database '));
		await writeFile(`${databaseIn(dataDir)}-wal`, Buffer.alloc(5_000, 'no log '));
		const said = await runAdminRefused('linkSync=EPERM', dataDir, 'restore', backup, '--replace');
		expect(said).toMatchObject({ code: 0 });
		const kept = (await named('.before-')).map((name) => name.replace(/before-[^.]*Z/, 'before'));
		expect(kept).toEqual(['inkling.db.before', 'inkling.db.before-wal']);
		expect(peopleIn(dataDir)).toEqual(['ana']);
	});

	test('a restore for whose copy there is no room changes nothing', async () => {
		const { code, output } = await runAdminRefused(
			'linkSync=EPERM,copyFileSync=ENOSPC',
			dataDir,
			'restore',
			backup,
			'--replace'
		);
		expect([code, output]).toEqual([1, expect.stringMatching(/is full.*Nothing was replaced/)]);
		expect(peopleIn(dataDir)).toEqual(['ana']);
		expect([...(await named('.before-')), ...(await named('.restoring'))]).toEqual([]);
	});
});
