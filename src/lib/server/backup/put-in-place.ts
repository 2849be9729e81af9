import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { settleFile } from '../store/dialects/settle-file.ts';
import { asideName } from './aside-name.ts';
import { besides, filesOf } from './files-of.ts';
import { keepAs, syncToDisk } from './on-disk.ts';
import { removeDatabase } from './remove-database.ts';

/**
 * Gives a file the place of the database. What stood there is kept under the name that is answered; null: nothing did.
 * @throws Error in words where that may not be, or somebody has it open; then nothing was replaced.
 */
export function putInPlace(next: string, database: string, replace: boolean): string | null {
	const there = filesOf(database);
	if (there.length > 0 && !replace)
		throw new Error(
			`There is a database already: ${database}. Nothing was changed. ` +
				'“--replace” keeps it beside the restored one, under another name.'
		);
	const aside = there.length > 0 ? keepAside(database) : null;
	renameSync(next, database);
	syncToDisk(dirname(database));
	return aside;
}

/** By a second name, so that the first one is never missing: a server that starts meanwhile would begin an empty database. */
function keepAside(database: string): string {
	const aside = asideName(database, Date.now());
	// First of all: of a damaged database SQLite may throw the WAL away when it looks at it.
	for (const suffix of besides(database)) keepAs(`${database}${suffix}`, `${aside}${suffix}`);
	const state = existsSync(database) ? settleFile(database) : 'damaged';
	// What stood in the WAL of a whole database stands in its one file now.
	if (state !== 'damaged') removeDatabase(aside);
	if (state === 'busy')
		throw new Error(
			`Somebody has ${database} open: a server, “npm run keys” or a backup. Nothing was changed. Stop it first.`
		);
	// Not before that: a restore that is killed would leave it with a WAL that the database goes on without.
	if (existsSync(database)) keepAs(database, aside);
	// Left there, a WAL would be written into the restored database.
	for (const suffix of besides(database)) rmSync(`${database}${suffix}`);
	syncToDisk(dirname(database));
	return aside;
}
