import type { DatabaseSync } from 'node:sqlite';
import { isDamage } from './sqlite.ts';

/** How many faults of the file are told; one bad page can make thousands. */
const faultsMax = 20;

/** What the database finds wrong with its own file: pages, indexes, and rows that refer to none. Empty: nothing. */
export function findFileFaults(connection: DatabaseSync): string[] {
	try {
		const faults = connection.prepare(`PRAGMA integrity_check(${faultsMax})`).all();
		const orphans = connection.prepare('PRAGMA foreign_key_check').all();
		return [
			...faults.map((row) => String(row['integrity_check'])).filter((fault) => fault !== 'ok'),
			...orphans.map(({ table, parent }) => `A row of ${String(table)} refers to none of ${String(parent)}.`)
		];
	} catch (error) {
		if (isDamage(error)) return [(error as Error).message];
		throw error;
	}
}
