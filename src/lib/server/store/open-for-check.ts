import type { DatabaseSync } from 'node:sqlite';
import { sql, type Kysely } from 'kysely';
import type { KeyProvider } from '../keyring/key-provider.ts';
import { Keyring } from '../keyring/keyring.ts';
import { findFileFaults } from './dialects/look-into-file.ts';
import { unwatched } from '../observe/store-watch.ts';
import { keepStatements } from './dialects/kept-statements.ts';
import { isDamage, kyselyOver, openConnection } from './dialects/sqlite.ts';
import { opensDatabase } from './master-key.ts';
import { migrations } from './migrate.ts';
import type { Db } from './open-store.ts';
import { sqlOver } from './sql.ts';
import type { Tables } from './tables.ts';

/** A database that is only looked at: all of it as it was at one moment, whoever writes meanwhile. */
export type Checked = {
	db: Db;
	/** Reads row by row, while `db` is asked other things. */
	stream: Kysely<Tables>;
	/** What the database finds wrong with its own file. */
	fileFaults(): string[];
	close(): void;
};

/** `newer`: by a later version of the program than this one. */
export type Form = 'present' | 'older' | 'newer';

/** Opens a file to look at it. Nothing is written. @throws Error in words when it is no database. */
export function openForCheck(file: string, provider: KeyProvider): Checked {
	const connection = openAsItIs(file);
	const statements = () => keepStatements(connection, unwatched.statement);
	return {
		db: { ...sqlOver(statements()), keyring: new Keyring(provider), era: null },
		stream: kyselyOver(statements()),
		fileFaults: () => findFileFaults(connection),
		close: () => connection.close()
	};
}

function openAsItIs(file: string): DatabaseSync {
	try {
		return beginReading(openConnection(file, { readOnly: true }));
	} catch (error) {
		if (!isDamage(error)) throw error;
		const what = `${file} is damaged, or no database at all: ${(error as Error).message}.`;
		throw new Error(what, { cause: error });
	}
}

function beginReading(connection: DatabaseSync): DatabaseSync {
	try {
		connection.exec('BEGIN; SELECT 1 FROM sqlite_master');
		return connection;
	} catch (error) {
		connection.close();
		throw error;
	}
}

/** The steps that made the database what it is, by name, and how that stands to this program. @throws Error in words where it is none of ours. */
export async function readForm({ db }: Checked): Promise<{ form: Form; steps: string[] }> {
	const { rows: tables } = await sql`SELECT 1 FROM sqlite_master WHERE name = 'kysely_migration'`.execute(
		db.sql
	);
	if (tables.length === 0)
		throw new Error(
			'The file is no database of Inkling: nothing in it says how it was made. Nothing was changed.'
		);
	const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(
		db.sql
	);
	const steps = rows.map(({ name }) => name);
	const known = Object.keys(migrations);
	if (steps.some((step) => !known.includes(step))) return { form: 'newer', steps };
	return { form: steps.length === known.length ? 'present' : 'older', steps };
}

/** The names of the master keys without which something in the database stays closed; the one that wraps comes first. */
export async function neededMasterKeys(checked: Checked): Promise<string[]> {
	const { db } = checked;
	const current = (await factsOf(db)).get('master_key') ?? [];
	const { steps } = await readForm(checked);
	// Before that step there was one master key alone.
	if (!steps.includes('0008-keys')) return [current].flat();
	const rows = await db.sql.selectFrom('chat_keys').select('wrapped_by').distinct().execute();
	return [...new Set([current, rows.map((row) => row.wrapped_by)].flat())];
}

/** Whether the provider opens everything in the database. */
export async function opensAll(checked: Checked, provider: KeyProvider): Promise<boolean> {
	const needed = await neededMasterKeys(checked);
	return needed.every((name) => provider.holds(name)) && opensDatabase(provider, await factsOf(checked.db));
}

async function factsOf(db: Db): Promise<Map<string, string>> {
	const rows = await db.sql.selectFrom('facts').selectAll().execute();
	return new Map(rows.map(({ name, value }) => [name, value]));
}
