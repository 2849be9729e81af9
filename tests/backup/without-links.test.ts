import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startServer } from '../support/start-server.ts';
import { admin, databaseIn, peopleIn, rowsOf } from './support/data-folder.ts';
import { restoredData } from './support/restored-data.ts';
import { runAdminRefused } from './support/run-admin.ts';

const data = restoredData();

const named = async (part: string) =>
	(await readdir(data.dataDir)).filter((name) => name.includes(part)).sort();

describe('on a file system without second names', () => {
	test.each(['EPERM', 'ENOTSUP'])('a backup is made, and writes over nothing: %s', async (code) => {
		const file = join(data.backups, 'made');
		expect(await runAdminRefused(`linkSync=${code}`, data.dataDir, 'backup', file)).toMatchObject({
			code: 0
		});
		expect(await admin(data.dataDir, 'check', file)).toContain('all is well');
		expect(await readdir(data.backups)).toEqual(['made']);
	});

	test('a restore keeps what was there, with all that was written, as a copy', async () => {
		const server = await startServer({ DATA_DIR: data.dataDir });
		await server.person('ben');
		// As after a crash: what was written last stands in the WAL alone.
		const [file, wal] = await Promise.all([
			readFile(databaseIn(data.dataDir)),
			readFile(`${databaseIn(data.dataDir)}-wal`)
		]);
		await server.app.stop();
		await writeFile(databaseIn(data.dataDir), file);
		await writeFile(`${databaseIn(data.dataDir)}-wal`, wal);

		const said = await runAdminRefused('linkSync=EPERM', data.dataDir, 'restore', data.backup, '--replace');
		expect(said).toEqual({ code: 0, output: expect.stringContaining('is kept as') });
		expect(peopleIn(data.dataDir)).toEqual(['ana']);
		const [aside = '', ...more] = await named('.before-');
		expect(more).toEqual([]);
		expect(rowsOf(join(data.dataDir, aside), 'SELECT username FROM users')).toEqual(['ana', 'ben']);
	});

	test('a restore keeps a damaged database with what stands beside it', async () => {
		await writeFile(databaseIn(data.dataDir), Buffer.alloc(10_000, 'no database '));
		await writeFile(`${databaseIn(data.dataDir)}-wal`, Buffer.alloc(5_000, 'no log '));
		const said = await runAdminRefused('linkSync=EPERM', data.dataDir, 'restore', data.backup, '--replace');
		expect(said).toMatchObject({ code: 0 });
		const kept = (await named('.before-')).map((name) => name.replace(/before-[^.]*Z/, 'before'));
		expect(kept).toEqual(['inkling.db.before', 'inkling.db.before-wal']);
		expect(peopleIn(data.dataDir)).toEqual(['ana']);
	});

	test('a restore for whose copy there is no room changes nothing', async () => {
		const { code, output } = await runAdminRefused(
			'linkSync=EPERM,copyFileSync=ENOSPC',
			data.dataDir,
			'restore',
			data.backup,
			'--replace'
		);
		expect([code, output]).toEqual([1, expect.stringMatching(/is full.*Nothing was replaced/)]);
		expect(peopleIn(data.dataDir)).toEqual(['ana']);
		expect([...(await named('.before-')), ...(await named('.restoring'))]).toEqual([]);
	});
});
