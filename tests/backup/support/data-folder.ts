import { copyFile, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import { startServer } from '../../support/start-server.ts';
import { runAdmin } from './run-admin.ts';

/** A folder within this one with the key and the database of a server that has run, on which these people have accounts. */
export async function usedData(folder: string, ...usernames: string[]): Promise<string> {
	const dataDir = await mkdtemp(join(folder, 'used-'));
	const server = await startServer({ DATA_DIR: dataDir });
	for (const username of usernames) await server.person(username);
	await server.stop();
	return dataDir;
}

/** A folder within this one that has the key of that one, and no database. */
export async function emptyData(folder: string, keyFrom: string): Promise<string> {
	const dataDir = await mkdtemp(join(folder, 'data-'));
	await copyFile(join(keyFrom, 'master.key'), join(dataDir, 'master.key'));
	return dataDir;
}

export const databaseIn = (dataDir: string) => join(dataDir, 'inkling.db');

/** The first column of the rows, in order, of a file that is a whole database. */
export function rowsOf(file: string, sql: string): unknown[] {
	const connection = new DatabaseSync(file, { readOnly: true });
	const damage = connection.prepare('PRAGMA integrity_check').all();
	const rows = connection.prepare(sql).all();
	connection.close();
	expect(damage).toEqual([{ integrity_check: 'ok' }]);
	return rows.map((row) => Object.values(row)[0]);
}

export const peopleIn = (dataDir: string) =>
	rowsOf(databaseIn(dataDir), 'SELECT username FROM users ORDER BY username');

/** Writes into a database that nobody serves. */
export function change(file: string, sql: string): void {
	const connection = new DatabaseSync(file);
	connection.exec(sql);
	connection.close();
}

/** Does what has to succeed. Answers what it said. */
export async function admin(dataDir: string, ...words: string[]): Promise<string> {
	const { code, output } = await runAdmin(dataDir, ...words);
	expect([code, output]).toEqual([0, expect.any(String)]);
	return output;
}
