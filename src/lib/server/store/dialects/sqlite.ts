import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { Kysely, SqliteDialect } from 'kysely';
import type { StatementWatch } from '../../observe/store-watch.ts';
import type { Tables } from '../tables.ts';

/** How many prepared statements a connection keeps; the product has about a hundred. */
const statementsMax = 500;

const sqliteBusy = 5;

/** A connection to the file, with what every connection needs. `FULL`: a commit is on the disk. */
export function openConnection(file: string, { readOnly }: { readOnly: boolean }): DatabaseSync {
	const connection = new DatabaseSync(file, { readOnly, timeout: 5000 });
	if (!readOnly) connection.exec('PRAGMA journal_mode = WAL');
	// What is deleted is written over: a destroyed key is not to be found in the file's free pages.
	if (!readOnly) connection.exec('PRAGMA secure_delete = ON');
	connection.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY');
	return connection;
}

/**
 * Kysely over an open connection, with its prepared statements kept: reads are three times faster so. `watch` is told of each
 * statement that was run.
 */
export function kyselyOver(connection: DatabaseSync, watch: StatementWatch): Kysely<Tables> {
	const statements = new Map<string, ReturnType<typeof adapt>>();
	const prepare = (sql: string) => {
		const known = statements.get(sql);
		if (known) return known;
		const statement = adapt(connection.prepare(sql), sql, watch);
		if (statements.size >= statementsMax) statements.clear();
		statements.set(sql, statement);
		return statement;
	};
	return new Kysely<Tables>({
		dialect: new SqliteDialect({ database: { prepare, close: () => undefined } })
	});
}

function adapt(statement: StatementSync, sql: string, watch: StatementWatch) {
	const values = (parameters: readonly unknown[]) => parameters as SQLInputValue[];
	return {
		reader: statement.columns().length > 0,
		all: (parameters: readonly unknown[]) => {
			const begun = performance.now();
			// node:sqlite gives rows without a prototype; spreading makes plain objects of them.
			const rows = statement.all(...values(parameters)).map((row) => ({ ...row }));
			watch(sql, begun, rows.length);
			return rows;
		},
		run: (parameters: readonly unknown[]) => {
			const begun = performance.now();
			const result = statement.run(...values(parameters));
			watch(sql, begun, Number(result.changes));
			return result;
		},
		iterate: (parameters: readonly unknown[]) => statement.iterate(...values(parameters))
	};
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
