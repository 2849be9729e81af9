import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isDamage } from './sqlite.ts';

const sqliteBusy = 5;

/** What SQLite keeps beside a database in use, by what comes after its name. */
export const companions = ['-wal', '-shm', '-journal'] as const;

/**
 * Brings everything of a database into its one file. `busy`: somebody has it open, and nothing was changed; `damaged`: it is
 * no whole database, and stays as it is, with what stands beside it.
 */
export function settleFile(file: string): 'settled' | 'busy' | 'damaged' {
	const connection = new DatabaseSync(file, { timeout: 0 });
	try {
		// Leaving the mode needs the database for oneself, and takes its WAL away.
		connection.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE; COMMIT');
		return companions.some((suffix) => existsSync(`${file}${suffix}`)) ? 'damaged' : 'settled';
	} catch (error) {
		if ((error as { errcode?: number }).errcode === sqliteBusy) return 'busy';
		if (isDamage(error)) return 'damaged';
		throw error;
	} finally {
		connection.close();
	}
}
