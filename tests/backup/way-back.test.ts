import { existsSync } from 'node:fs';
import { copyFile, link, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../support/connect.ts';
import { startServer } from '../support/start-server.ts';
import { admin, change, databaseIn, peopleIn, rowsOf, usedData } from './support/data-folder.ts';
import { restoredData } from './support/restored-data.ts';
import { runAdmin, runAdminUntil } from './support/run-admin.ts';

const data = restoredData();

/** What the backup holds, and Ben besides, who came later. */
beforeEach(async () => {
	const server = await startServer({ DATA_DIR: data.dataDir });
	await server.person('ben');
	await server.app.stop();
});

/** The databases that were set aside. */
async function asides(): Promise<string[]> {
	const names = (await readdir(data.dataDir)).sort();
	return names.filter((name) => /\.before-.*Z$/.test(name)).map((name) => join(data.dataDir, name));
}

/** Restores the backup. Answers where the database from before is kept. */
async function setAside(): Promise<string> {
	await admin(data.dataDir, 'restore', data.backup, '--replace');
	const [aside = ''] = await asides();
	return aside;
}

/** As after a crash: what was written last stands in the WAL alone, which is answered. */
async function changeInLog(database: string, sql: string): Promise<Buffer> {
	const connection = new DatabaseSync(database);
	connection.exec(`PRAGMA journal_mode = WAL; ${sql}`);
	const [file, wal] = await Promise.all([readFile(database), readFile(`${database}-wal`)]);
	connection.close();
	await writeFile(database, file);
	await writeFile(`${database}-wal`, wal);
	return wal;
}

async function expectRefusal(words: RegExp, ...said: string[]): Promise<void> {
	const before = (await readdir(data.dataDir)).sort();
	const { code, output } = await runAdmin(data.dataDir, ...said);
	expect([code, output]).toEqual([1, expect.stringMatching(words)]);
	expect((await readdir(data.dataDir)).sort()).toEqual(before);
}

test('what a restore set aside is put back by the command that it tells, and the restored database is set aside in turn', async () => {
	const said = await admin(data.dataDir, 'restore', data.backup, '--replace');
	const [aside = ''] = await asides();
	expect(said).toContain(`npm run admin -- restore ${aside} --replace`);
	expect(peopleIn(data.dataDir)).toEqual(['ana']);

	const back = await admin(data.dataDir, 'restore', aside, '--replace');
	expect(back).toMatch(/It needs the master key [0-9a-f]{16}\./);
	expect(back).toMatch(/as of \d{4}-.*Z, with 2 people/);
	expect(peopleIn(data.dataDir)).toEqual(['ana', 'ben']);
	expect(await admin(data.dataDir, 'check')).toContain('all is well');
	const kept = await asides();
	expect(kept).toContain(aside);
	expect(kept).toHaveLength(2);
});

test('a way back begins an era, like any restore: since the database was set aside, all may be lost', async () => {
	const era = () => String(rowsOf(databaseIn(data.dataDir), "SELECT value FROM facts WHERE name = 'era'")[0]);
	const aside = await setAside();
	const first = era();
	await admin(data.dataDir, 'restore', aside, '--replace', '--end-sessions');
	const [one, two] = [first, era()].map((text) => JSON.parse(text) as { id: string; since: number });
	expect(two?.id).not.toBe(one?.id);
	const [, date, hour, minute, second, ms] = /before-(.*)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/.exec(aside) ?? [];
	expect(two?.since).toBe(Date.parse(`${date}T${hour}:${minute}:${second}.${ms}Z`) - 60_000);
	expect(rowsOf(databaseIn(data.dataDir), 'SELECT id FROM sessions')).toEqual([]);
	const server = await startServer({ DATA_DIR: data.dataDir });
	(await connect(server, await server.person('cleo'))).close();
	await server.app.stop();
});

test('a database that was set aside is checked like a backup', async () => {
	const aside = await setAside();
	expect(await admin(data.dataDir, 'check', aside)).toContain('all is well');
	change(aside, 'UPDATE chat_keys SET wrapped = randomblob(60); DELETE FROM users');
	const { code, output } = await runAdmin(data.dataDir, 'check', aside);
	expect([code, output]).toEqual([1, expect.stringContaining('belong to none of users')]);
});

test('the database itself is checked by its name, too', async () => {
	expect(await admin(data.dataDir, 'check', databaseIn(data.dataDir))).toContain('all is well');
});

test('what stands in the log of one that was set aside comes back with it, and stays there', async () => {
	const aside = await setAside();
	const wal = await changeInLog(aside, "UPDATE users SET username = 'bea' WHERE username = 'ben'");
	expect(await admin(data.dataDir, 'check', aside)).toContain('all is well');
	await admin(data.dataDir, 'restore', aside, '--replace');
	expect(peopleIn(data.dataDir)).toEqual(['ana', 'bea']);
	expect(await readFile(`${aside}-wal`)).toEqual(wal);
});

test('wherever a restore was killed, each database that it set aside is whole, and can be put back', async () => {
	for (let step = 1; ; step++) {
		const { code } = await runAdminUntil(step, data.dataDir, 'restore', data.backup, '--replace');
		if (code === 0) break;
		if (peopleIn(data.dataDir).length === 1)
			await admin(data.dataDir, 'restore', (await asides())[0] ?? '', '--replace');
		// The server goes on with what it has, and what it writes last stands in its log alone.
		await changeInLog(databaseIn(data.dataDir), `UPDATE users SET display_name = 'At ${step}'`);
	}
	const kept = await asides();
	for (const aside of kept) {
		// Of the log that it had then, the database went on without.
		expect([aside, existsSync(`${aside}-wal`)]).toEqual([aside, false]);
		expect(rowsOf(aside, 'SELECT username FROM users')).toContain('ana');
	}
	await admin(data.dataDir, 'restore', kept[0] ?? '', '--replace');
	expect(peopleIn(data.dataDir)).toEqual(['ana', 'ben']);
	expect(await admin(data.dataDir, 'check')).toContain('all is well');
}, 120_000);

describe('a way back is refused, and nothing is changed,', () => {
	test('where the file is the database itself, under a second name that a killed restore left', async () => {
		const aside = `${databaseIn(data.dataDir)}.before-2026-11-29T10-00-00-000Z`;
		await link(databaseIn(data.dataDir), aside);
		for (const verb of ['restore', 'check'])
			await expectRefusal(/is the database itself, under a second name/, verb, aside);
	});

	test('where it is damaged', async () => {
		const aside = await setAside();
		await writeFile(aside, (await readFile(aside)).fill(0xff, 40_960, 45_056));
		await expectRefusal(/is damaged/, 'restore', aside, '--replace');
		await writeFile(aside, 'no database');
		await expectRefusal(/is damaged/, 'restore', aside, '--replace');
		await expectRefusal(/is damaged/, 'check', aside);
	});

	test('where it is no database of Inkling', async () => {
		const aside = `${databaseIn(data.dataDir)}.before-2026-11-29T10-00-00-000Z`;
		change(aside, 'CREATE TABLE letters (text TEXT)');
		for (const said of [
			['restore', aside, '--replace'],
			['check', aside]
		])
			await expectRefusal(/is no database of Inkling/, ...said);
	});

	test('where the master key is another one', async () => {
		const aside = await setAside();
		const other = await usedData(data.folder, 'zoe');
		await copyFile(join(other, 'master.key'), join(data.dataDir, 'master.key'));
		await expectRefusal(/The master key is not the one/, 'restore', aside, '--replace');
	});

	test('where it has any other name', async () => {
		const plain = join(data.folder, 'plain');
		await copyFile(await setAside(), plain);
		await expectRefusal(/is not a backup/, 'restore', plain, '--replace');
	});
});
