import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { admin, databaseIn, peopleIn, usedData } from './support/data-folder.ts';
import { runAdmin, runAdminUntil } from './support/run-admin.ts';

let folder: string;
let dataDir: string;
/** Where the backups of a test lie. */
let backups: string;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'inkling-names-'));
	dataDir = await usedData(folder, 'ana');
});

afterAll(() => rm(folder, { recursive: true }));

beforeEach(async () => {
	backups = await mkdtemp(join(folder, 'backups-'));
});

async function expectRefusal(words: RegExp, ...said: string[]): Promise<void> {
	const { code, output } = await runAdmin(dataDir, ...said);
	expect([code, output]).toEqual([1, expect.stringMatching(words)]);
}

describe('a backup takes nothing away that it has not made,', () => {
	test('not even a backup whose name is another one’s with “.part” behind it', async () => {
		const [first, second] = [join(backups, 'b9.part'), join(backups, 'b9')];
		await admin(dataDir, 'backup', first);
		await admin(dataDir, 'backup', second);
		expect((await readdir(backups)).sort()).toEqual(['b9', 'b9.part']);
		for (const file of [first, second]) expect(await admin(dataDir, 'check', file)).toContain('all is well');
	});

	test('nor what another server has begun in the same folder', async () => {
		const theirs = join(backups, 'theirs.part-0123456789abcdef');
		await writeFile(theirs, 'A backup on its way');
		await admin(dataDir, 'backup', join(backups, 'ours'));
		expect(await readFile(theirs, 'utf8')).toBe('A backup on its way');
	});
});

test('the next backup takes away what killed ones of the same server left in its folder, whatever their names were', async () => {
	const left: string[] = [];
	for (let step = 1; ; step++) {
		const { code } = await runAdminUntil(step, dataDir, 'backup', join(backups, `of ${step}`));
		if (code === 0) break;
		const part = (await readdir(backups)).find((name) => /^of \d+\.part-[0-9a-f]{16}$/.test(name));
		if (part === undefined) continue;
		left.push(part);
		// As SQLite leaves it, if it is killed within a step.
		await writeFile(join(backups, `${part}-journal`), 'What was there before');
	}
	expect(new Set(left).size).toBeGreaterThan(2);
	expect((await readdir(backups)).filter((name) => name.includes('.part'))).toEqual([]);
});

test('no backup gets a name that means that it is unfinished', async () => {
	const file = join(backups, 'b.part-0123456789abcdef');
	await expectRefusal(/is the name of a backup that is not finished/, 'backup', file);
	expect(await readdir(backups)).toEqual([]);
});

/** Files that belong to the database, or that a restore makes and takes away again. */
const own = ['-wal', '-shm', '-journal', '.restoring', '.restoring-journal', '.restoring-wal'];

describe('no backup is made under a name of the database’s own files, which a restore takes away or SQLite reads:', () => {
	test.each(['', ...own, '.before-2026-11-29T10-00-00-000Z'])('inkling.db%s', async (suffix) => {
		const before = await readdir(dataDir);
		const file = `${databaseIn(dataDir)}${suffix}`;
		await expectRefusal(/is one of the files of the database itself.*No backup was made/, 'backup', file);
		expect((await readdir(dataDir)).filter((name) => !before.includes(name) && name !== 'keys.lock')).toEqual(
			[]
		);
	});

	test('nor by another way to the same folder', async () => {
		const way = join(folder, 'way');
		await symlink(dataDir, way);
		const file = join(way, 'inkling.db.restoring');
		await expectRefusal(/is one of the files of the database itself/, 'backup', file);
		await rm(way);
	});

	test('another name beside it will do', async () => {
		const file = join(dataDir, 'inkling.db-of-today');
		await admin(dataDir, 'backup', file);
		await rm(file);
	});
});

describe('nothing is restored from the database’s own files, which it would take away:', () => {
	test.each(['', ...own])('inkling.db%s', async (suffix) => {
		const file = `${databaseIn(dataDir)}${suffix}`;
		const good = join(backups, 'good');
		await admin(dataDir, 'backup', good);
		if (suffix !== '') await copyFile(good, file);
		await expectRefusal(/is one of the files of the database itself/, 'restore', file, '--replace');
		expect(existsSync(file)).toBe(true);
		if (suffix !== '') await rm(file);
		expect(peopleIn(dataDir)).toEqual(['ana']);
	});

	test('nor by another name of one of them', async () => {
		const [file, other] = [`${databaseIn(dataDir)}.restoring`, join(backups, 'other')];
		await admin(dataDir, 'backup', join(backups, 'good'));
		await copyFile(join(backups, 'good'), file);
		await symlink(file, other);
		await expectRefusal(/is one of the files of the database itself/, 'restore', other, '--replace');
		expect(await readdir(dataDir)).toContain(basename(file));
		await rm(file);
	});
});
