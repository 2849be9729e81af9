import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What SQLite and a restore have beside the database, by what comes after its name. What a restore set aside is apart. */
const own = /^(|-wal|-shm|-journal|\.restoring.*)$/s;
const setAside = /^\.before-/;

/** Whether a path, however it is written, leads to one of the files of the database itself, or to one that was set aside. */
export function ownName(path: string, database: string): 'own' | 'set aside' | null {
	const [there, here] = [realPath(path), realPath(database)];
	// Some file systems do not tell large letters from small ones.
	if (!there.toLowerCase().startsWith(here.toLowerCase())) return null;
	const rest = there.slice(here.length).toLowerCase();
	if (setAside.test(rest)) return 'set aside';
	return own.test(rest) ? 'own' : null;
}

/** Without symbolic links, also where there is no such file yet. */
function realPath(path: string): string {
	if (existsSync(path)) return realpathSync(path);
	const folder = dirname(path);
	return existsSync(folder) ? join(realpathSync(folder), basename(path)) : path;
}
