import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { settleFile } from '../store/dialects/settle-file.ts';
import { filesOf } from './files-of.ts';
import type { Source } from './read-source.ts';

/** Copies what is to be restored to a name that is free, as a database of one file. @throws Error in words: it is no whole one. */
export async function copySource({ file, manifest }: Source, next: string): Promise<void> {
	if (manifest) return copy(file, next, { end: manifest.bytes - 1 });
	for (const suffix of filesOf(file)) {
		// Only an index of the WAL, and made anew.
		if (suffix !== '-shm') await copy(`${file}${suffix}`, `${next}${suffix}`);
	}
	// Into the copy: the original stays as it is, with what stands beside it.
	if (settleFile(next) !== 'settled')
		throw new Error(
			`${file} is damaged, or what stands beside it is not its own. Nothing was changed; restore a backup.`
		);
}

function copy(from: string, to: string, range?: { end: number }): Promise<void> {
	return pipeline(createReadStream(from, range), createWriteStream(to, { flags: 'wx', mode: 0o600 }));
}
