import { createHash } from 'node:crypto';
import { readdirSync, realpathSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { removeDatabase } from './remove-database.ts';

const unfinished = /\.part-[0-9a-f]{16}$/;

/** Whether a file of this name is a backup that was begun, and not one that was finished: those get no such name. */
export function isUnfinished(file: string): boolean {
	return unfinished.test(file);
}

/** What a backup of this database is called until it is whole. */
export function unfinishedName(file: string, database: string): string {
	return `${file}${ending(database)}`;
}

/**
 * Takes away what backups of this database have left in the folder that were killed. Whoever calls it has the lock by which
 * one backup of it is made at a time, so none of these is on its way.
 */
export function removeUnfinished(folder: string, database: string): void {
	const end = ending(database);
	const left = readdirSync(folder).map((name) => /^(.*?)(-journal|-wal|-shm)?$/s.exec(name)?.[1] ?? name);
	for (const name of new Set(left)) if (name.endsWith(end)) removeDatabase(join(folder, name));
}

/** Another one for each folder of data, wherever that is: others may be backing up into the same folder meanwhile. */
function ending(database: string): string {
	const folder = realpathSync(dirname(database));
	const { ino, birthtimeNs } = statSync(folder, { bigint: true });
	const whose = [hostname(), folder, basename(database), ino, birthtimeNs].join('\n');
	return `.part-${createHash('sha256').update(whose).digest('hex').slice(0, 16)}`;
}
