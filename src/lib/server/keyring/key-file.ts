import {
	closeSync,
	fsyncSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeSync
} from 'node:fs';
import { dirname } from 'node:path';

/** What the file says; `null`: there is none. */
export function readKeyFile(file: string): string | null {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}

/**
 * Makes the file, which only its owner can read. It is on the disk before this returns: a key that a power cut takes away
 * takes with it all that was sealed. @throws Error if there is such a file.
 */
export function makeKeyFile(file: string, text: string): void {
	const folder = dirname(file);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	writeThrough(openSync(file, 'wx', 0o600), text);
	// The name of the file is the folder's, and on the disk only with it.
	writeThrough(openSync(folder, 'r'), null);
}

/** Puts another text into the file, all of it or nothing, and on the disk before this returns. */
export function replaceKeyFile(file: string, text: string): void {
	const next = `${file}.new`;
	// What a crash may have left, perhaps with other rights.
	rmSync(next, { force: true });
	makeKeyFile(next, text);
	renameSync(next, file);
	writeThrough(openSync(dirname(file), 'r'), null);
}

function writeThrough(descriptor: number, text: string | null): void {
	try {
		if (text !== null) writeSync(descriptor, text);
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

/** Why a server does not start without the file. */
export function missingKey(file: string): Error {
	return new Error(
		`The master key file ${file} is missing, but there is a database that was sealed with it. ` +
			'Nothing was written. Put the key file back, or point MASTER_KEY_FILE to it.'
	);
}
