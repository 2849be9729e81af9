import { closeSync, existsSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import packageJson from '../../../../package.json' with { type: 'json' };
import type { KeyProvider } from '../keyring/key-provider.ts';
import { checkContent } from '../store/check/check-content.ts';
import { countRows } from '../store/check/count-rows.ts';
import { writeSnapshot } from '../store/dialects/snapshot.ts';
import { neededMasterKeys, openForCheck, readForm } from '../store/open-for-check.ts';
import { appendManifest, readManifest, type Manifest } from './manifest.ts';
import { publish, syncToDisk } from './on-disk.ts';
import { ownName } from './own-name.ts';
import { removeDatabase } from './remove-database.ts';
import { isUnfinished, removeUnfinished, unfinishedName } from './unfinished.ts';

/** `findings`: what is wrong with the data itself, a sentence each; the backup has it as it is. */
export type Backup = { manifest: Manifest; findings: string[] };

/**
 * Makes a backup of a database that others may be writing meanwhile, and looks through all of it before the file gets its
 * name. Whatever stops it, there is a whole backup of that name or none. Whoever calls it has the lock of the keys, which
 * lets one backup of a database be made at a time.
 * @throws Error in words where it cannot be made, or the disk’s own
 */
export async function makeBackup(database: string, file: string, provider: KeyProvider): Promise<Backup> {
	refuseName(file, database);
	const part = unfinishedName(file, database);
	removeUnfinished(dirname(file), database);
	try {
		closeSync(openSync(part, 'wx', 0o600));
		const at = Date.now();
		writeSnapshot(database, part);
		const { said, findings } = await lookThrough(part, provider);
		await appendManifest(part, { at, program: packageJson.version, ...said });
		syncToDisk(part);
		// Read again, as a restore will.
		const manifest = await readManifest(part);
		publish(part, file);
		return { manifest, findings };
	} catch (error) {
		removeDatabase(part);
		throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? taken(file) : error;
	}
}

/** A backup writes over nothing, and nothing that the program does later takes one away. */
function refuseName(file: string, database: string): void {
	if (ownName(file, database))
		throw new Error(
			`${file} is one of the files of the database itself, or has the name of one. No backup was made; take another name.`
		);
	if (isUnfinished(file))
		throw new Error(
			`${file} is the name of a backup that is not finished. No backup was made; take another name.`
		);
	if (existsSync(file)) throw taken(file);
	const folder = dirname(file);
	if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
		throw new Error(`There is no folder ${folder}. No backup was made; make the folder first.`);
}

async function lookThrough(part: string, provider: KeyProvider) {
	const checked = openForCheck(part, provider);
	try {
		const [fault] = checked.fileFaults();
		if (fault) throw new Error(`The copy of the database is damaged, so no backup was made: ${fault}`);
		const { form, steps } = await readForm(checked);
		if (form === 'newer') throw new Error(laterForm);
		const findings = await Array.fromAsync(checkContent(checked));
		const said = { steps, masterKeys: await neededMasterKeys(checked), counts: await countRows(checked.db) };
		return { said, findings };
	} finally {
		checked.close();
	}
}

const laterForm =
	'The database is in the form of a later version of Inkling. No backup was made; make it with that version.';

function taken(file: string): Error {
	return new Error(
		`${file} exists already, and a backup writes over nothing. No backup was made; take another name.`
	);
}
