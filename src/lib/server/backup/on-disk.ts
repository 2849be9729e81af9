import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** What was written to the file, or the names in the folder, are on the disk when this returns. */
export function syncToDisk(path: string): void {
	const descriptor = openSync(path, 'r');
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** File systems that know no second name for a file: those of sticks, and of some network shares. */
const withoutLinks = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);

/** Gives a whole file its name, all at once and on the disk. @throws Error with `EEXIST` where something has that name */
export function publish(part: string, file: string): void {
	try {
		linkSync(part, file);
		rmSync(part);
	} catch (error) {
		if (!withoutLinks.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
		if (existsSync(file)) throw Object.assign(new Error(`${file} exists`), { code: 'EEXIST' });
		renameSync(part, file);
	}
	syncToDisk(dirname(file));
}
