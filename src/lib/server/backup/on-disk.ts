import {
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fsyncSync,
	linkSync,
	openSync,
	renameSync,
	rmSync
} from 'node:fs';
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

function saysNoLinks(error: unknown): boolean {
	return withoutLinks.has((error as NodeJS.ErrnoException).code ?? '');
}

/** Gives a whole file its name, all at once and on the disk. @throws Error with `EEXIST` where something has that name */
export function publish(part: string, file: string): void {
	try {
		linkSync(part, file);
		rmSync(part);
	} catch (error) {
		if (!saysNoLinks(error)) throw error;
		if (existsSync(file)) throw Object.assign(new Error(`${file} exists`), { code: 'EEXIST' });
		renameSync(part, file);
	}
	syncToDisk(dirname(file));
}

/** Keeps a file under a second name, too; where it can have none, a copy of it, which takes room and time. */
export function keepAs(file: string, name: string): void {
	try {
		linkSync(file, name);
	} catch (error) {
		if (!saysNoLinks(error)) throw error;
		copyWhole(file, name);
	}
}

/** No half copy ever has the name. */
function copyWhole(file: string, name: string): void {
	const copy = `${name}.copying`;
	try {
		copyFileSync(file, copy, constants.COPYFILE_EXCL);
		syncToDisk(copy);
		renameSync(copy, name);
	} catch (error) {
		rmSync(copy, { force: true });
		throw error;
	}
}
