import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { explainDiskError } from '../../src/lib/server/backup/explain-disk-error.ts';
import { peopleIn } from './support/data-folder.ts';
import { restoredData } from './support/restored-data.ts';
import { runAdmin, runAdminRefused } from './support/run-admin.ts';

const data = restoredData();

const named = async (part: string) =>
	(await readdir(data.dataDir)).filter((name) => name.includes(part)).sort();

describe('what the disk refuses is said in words:', () => {
	async function expectWords(words: RegExp, said: string[]): Promise<void> {
		const { code, output } = await runAdmin(data.dataDir, ...said);
		expect([code, output]).toEqual([1, expect.stringMatching(words)]);
		expect(output).not.toMatch(/\bE[A-Z]{4,}\b/);
	}

	test('a backup into a folder that does not exist, or that is none', async () => {
		const missing = join(data.backups, 'nowhere');
		await expectWords(/There is no folder .*nowhere\. No backup was made/, ['backup', join(missing, 'x')]);
		await writeFile(missing, 'A letter');
		await expectWords(/There is no folder .*nowhere\. No backup was made/, ['backup', join(missing, 'x')]);
	});

	test('a backup under the name of a folder', async () => {
		await expectWords(/exists already/, ['backup', data.backups]);
	});

	test('a folder where a file is wanted', async () => {
		await expectWords(/is a folder, and no backup\. Nothing was changed/, [
			'restore',
			data.backups,
			'--replace'
		]);
		await expectWords(/is a folder, and no backup\. Nothing was changed/, ['check', data.backups]);
	});

	test('a file that is not there', async () => {
		for (const path of [join(data.backups, 'x'), join(data.backup, 'x')]) {
			await expectWords(/There is no file .*x\. Nothing was changed/, ['restore', path, '--replace']);
			await expectWords(/There is no file .*x\. Nothing was changed/, ['check', path]);
		}
	});

	test.each([
		['ENOSPC', /The disk of .* is full\. No backup was made, and the database is as it was/],
		['EROFS', /Nothing can be written to the disk of .*\. No backup was made/],
		['EACCES', /This user may not .*\. No backup was made/]
	])('a disk that refuses a backup: %s', async (refusal, words) => {
		const file = join(data.backups, 'x');
		const said = await runAdminRefused(`appendFileSync=${refusal}`, data.dataDir, 'backup', file);
		expect(said).toEqual({ code: 1, output: expect.stringMatching(words) });
		expect(await readdir(data.backups)).toEqual([]);
	});

	test('a full disk that refuses a restore', async () => {
		const said = await runAdminRefused('fsyncSync=ENOSPC', data.dataDir, 'restore', data.backup, '--replace');
		const words = /The disk of .* is full\. Nothing was replaced: the database is as it was/;
		expect(said).toEqual({ code: 1, output: expect.stringMatching(words) });
		expect([...(await named('.before-')), ...(await named('.restoring'))]).toEqual([]);
		expect(peopleIn(data.dataDir)).toEqual(['ana']);
	});

	test('a full disk, as SQLite says it', async () => {
		const connection = new DatabaseSync(':memory:');
		connection.exec('CREATE TABLE t (v); PRAGMA max_page_count = 2');
		let thrown: unknown;
		try {
			connection.exec('INSERT INTO t VALUES (randomblob(50000))');
		} catch (error) {
			thrown = error;
		}
		connection.close();
		expect((thrown as Error).message).toBe('database or disk is full');
		const explained = explainDiskError(thrown, '/backups', 'No backup was made.');
		expect((explained as Error).message).toMatch(/^The disk of \/backups is full\. No backup was made\./);
	});

	test('data that cannot be where they are to be', async () => {
		const file = join(data.backups, 'file');
		await writeFile(file, 'A letter');
		const { code, output } = await runAdmin(join(file, 'data'), 'restore', data.backup);
		expect([code, output]).toEqual([1, expect.stringMatching(/There is no folder .*Nothing was replaced/)]);
	});

	test('an error that is not the disk’s stays what it is', () => {
		const error = new Error('In words');
		expect(explainDiskError(error, '/backups', 'No backup was made.')).toBe(error);
	});
});

describe('the usage is told', () => {
	test.each([[[]], [['--help']], [['-h']], [['backup', '--help']]])(
		'by %j, and all is well',
		async (said) => {
			const { code, output } = await runAdmin(data.dataDir, ...said);
			expect([code, output]).toEqual([0, expect.stringContaining('npm run admin -- backup <file>')]);
		}
	);

	test.each([[['backup']], [['mend']], [['check', '--replace']], [['--what']]])(
		'by %j, which is none',
		async (said) => {
			const { code, output } = await runAdmin(data.dataDir, ...said);
			expect([code, output]).toEqual([2, expect.stringContaining('npm run admin -- backup <file>')]);
		}
	);
});
