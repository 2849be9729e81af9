import { rmSync } from 'node:fs';
import { filesOf } from './files-of.ts';

/** Takes a database away, and what SQLite keeps beside it: left there, that is written into the next one of this name. */
export function removeDatabase(file: string): void {
	for (const suffix of filesOf(file)) rmSync(`${file}${suffix}`, { force: true });
}
