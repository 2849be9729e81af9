import { DatabaseSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { Tables } from '../tables.ts';
import type { KeptStatement } from './kept-statements.ts';
import { QueryCompiler } from './query-compiler.ts';

const sqliteBusy = 5;

/**
 * How long the WAL grows before a commit copies it into the database, in pages of 4 KiB. Pages that are written again and again are
 * copied once, so a longer one costs less, and fewer commits wait for it; up to 4,062 pages are found by way of one table
 * (https://www.sqlite.org/walformat.html#wal_index_file_format).
 */
const walPages = 4_000;

/** A connection to the file, with what every connection needs. `FULL`: a commit is on the disk. */
export function openConnection(file: string, { readOnly }: { readOnly: boolean }): DatabaseSync {
	const connection = new DatabaseSync(file, { readOnly, timeout: 5000 });
	if (!readOnly) connection.exec(`PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = ${walPages}`);
	// What is deleted is written over: a destroyed key is not to be found in the file's free pages.
	if (!readOnly) connection.exec('PRAGMA secure_delete = ON');
	connection.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
	return connection;
}

/** Kysely over an open connection, on the statements that it keeps. */
export function kyselyOver(statements: (sql: string) => KeptStatement): Kysely<Tables> {
	return new Kysely<Tables>({
		dialect: new Dialect({ database: { prepare: statements, close: () => undefined } })
	});
}

class Dialect extends SqliteDialect {
	override createQueryCompiler(): QueryCompiler {
		return new QueryCompiler();
	}
}

/**
 * Takes a lock that ends with this process, however that ends. Returns how to let go of it; null: another process has it.
 * `file`: one of its own, made where it is missing.
 */
export function takeLock(file: string): (() => void) | null {
	const connection = new DatabaseSync(file, { timeout: 0 });
	try {
		// In memory: there is nothing to undo, and no file of it to be left behind.
		connection.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
		return () => connection.close();
	} catch (error) {
		connection.close();
		if ((error as { errcode?: number }).errcode === sqliteBusy) return null;
		throw error;
	}
}

/** Whether an error says that the disk is full or fails, so that nothing was or will be written for now. */
export function isDiskFault(error: unknown): boolean {
	const code = (error as { errcode?: number }).errcode;
	// SQLITE_FULL and SQLITE_IOERR; the low byte is the primary code (sqlite.org/rescode.html).
	return code !== undefined && [10, 13].includes(code & 0xff);
}

/** Whether an error says that the file is no whole database. */
export function isDamage(error: unknown): boolean {
	const code = (error as { errcode?: number }).errcode;
	// SQLITE_CORRUPT and SQLITE_NOTADB.
	return code !== undefined && [11, 26].includes(code & 0xff);
}
