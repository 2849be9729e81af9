import { existsSync, statSync } from 'node:fs';
import { asideSince } from './aside-name.ts';
import { readManifest, type Manifest } from './manifest.ts';
import { ownName } from './own-name.ts';

/**
 * What may be put into the place of the database: a backup, or what a restore set aside, which is a database with what
 * SQLite kept beside it and says of itself only since when it rests. `at`, in ms: all that was acknowledged before is in it.
 */
export type Source = { file: string; at: number; manifest: Manifest | null };

/** @throws Error in words where the file is nothing of that. */
export async function readSource(file: string, database: string): Promise<Source> {
	if (ownName(file, database) === 'own') throw own(file);
	refuseNoFile(file);
	if (isSameFile(file, database)) throw secondName(file);
	const since = asideSince(file, database);
	if (since !== null) return { file, at: since, manifest: null };
	const manifest = await readManifest(file);
	return { file, at: manifest.at, manifest };
}

function refuseNoFile(file: string): void {
	if (!existsSync(file)) throw new Error(`There is no file ${file}. Nothing was changed.`);
	if (statSync(file).isDirectory())
		throw new Error(`${file} is a folder, and no backup. Nothing was changed; name a file in it.`);
}

/** A killed restore may leave the database with a second name: what is written under one of them is seen under the other. */
function isSameFile(file: string, database: string): boolean {
	const [one, other] = [file, database].map((path) => statSync(path, { throwIfNoEntry: false }));
	return one !== undefined && one.ino === other?.ino && one.dev === other.dev;
}

function own(file: string): Error {
	return new Error(
		`${file} is one of the files of the database itself, or has the name of one, and a restore would take it away. ` +
			'Nothing was changed. If it is a backup, give it another name first.'
	);
}

function secondName(file: string): Error {
	return new Error(
		`${file} is the database itself, under a second name that a restore left which was stopped. Nothing was changed. ` +
			'There is nothing to go back to: that name may be deleted.'
	);
}
