import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { TestServer } from './start-server.ts';

/** Tables by their names, each with all its rows as text. */
export type Tables = ReadonlyMap<string, string>;

/** All that a server has on its disk, read over a connection of its own. */
export class DatabaseReader {
	readonly #connection: DatabaseSync;
	readonly #version: StatementSync;
	readonly #reads: Map<string, StatementSync>;
	#tables: Tables = new Map();
	#tablesVersion: unknown;

	constructor({ app }: TestServer) {
		this.#connection = new DatabaseSync(app.config.databaseFile, { readOnly: true });
		this.#version = this.#connection.prepare('PRAGMA data_version');
		this.#reads = new Map(this.#names().map((name) => [name, this.#prepare(name)]));
	}

	read(): Tables {
		// As long as no other connection commits, there is nothing new to read.
		const version = this.#version.get()?.data_version;
		if (version !== this.#tablesVersion) {
			this.#tables = new Map([...this.#reads].map(([name, read]) => [name, String(read.get()?.text)]));
			this.#tablesVersion = version;
		}
		return this.#tables;
	}

	close(): void {
		this.#connection.close();
	}

	/** Two tables are left out, because they go on by themselves: the counter of transactions, and who was seen when. */
	#names(): string[] {
		const rows = this.#connection
			.prepare(
				"SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('counters', 'presences')"
			)
			.all();
		return rows.map(({ name }) => String(name));
	}

	#prepare(table: string): StatementSync {
		const columns = this.#connection.prepare('SELECT name FROM pragma_table_info(?)').all(table);
		const line = columns.map(({ name }) => `quote("${String(name)}")`).join(` || ',' || `);
		return this.#connection.prepare(`SELECT group_concat(${line}, char(10)) AS text FROM "${table}"`);
	}
}

/** The names of the tables that are not in one what they are in the other. */
export function changedTables(one: Tables, other: Tables): string[] {
	const names = new Set([...one.keys(), ...other.keys()]);
	return [...names].filter((name) => one.get(name) !== other.get(name));
}
