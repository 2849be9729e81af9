import { randomBytes } from 'node:crypto';
import type { KeyProvider } from '../keyring/key-provider.ts';
import { beginEra } from '../store/begin-era.ts';
import { countRows } from '../store/check/count-rows.ts';
import { neededMasterKeys, opensAll, openForCheck, readForm } from '../store/open-for-check.ts';
import { copySource } from './copy-source.ts';
import type { Manifest } from './manifest.ts';
import { syncToDisk } from './on-disk.ts';
import { putInPlace } from './put-in-place.ts';
import { readSource } from './read-source.ts';
import { removeDatabase } from './remove-database.ts';

export type Restore = { file: string; database: string; replace: boolean; endSessions: boolean };

/** What was restored, as of when, in ms. */
export type Holds = Pick<Manifest, 'at' | 'masterKeys' | 'counts'>;

/** `aside`: where the database is that stood there before; null: there was none. */
export type Restored = { holds: Holds; aside: string | null };

/** Clocks of the server and of the backup are one machine's; a command that was on its way then may bear an earlier time. */
const onTheWayMs = 60_000;

/**
 * Puts a backup, or what an earlier restore set aside, into the place of the database, which nobody may be serving. Everything
 * is looked at before anything is replaced, and it is replaced at one stroke: whatever stops it, the database is the one from
 * before or the restored one.
 * @throws Error in words, or the disk’s own; then nothing was replaced.
 */
export async function restoreBackup(
	{ file, database, replace, endSessions }: Restore,
	provider: KeyProvider
): Promise<Restored> {
	const source = await readSource(file, database);
	const next = `${database}.restoring`;
	// What a restore has left that was killed.
	removeDatabase(next);
	try {
		await copySource(source, next);
		const held = await lookThrough(file, next, provider);
		const era = { id: randomBytes(6).toString('hex'), since: source.at - onTheWayMs };
		await beginEra(next, era, endSessions);
		syncToDisk(next);
		return { holds: { at: source.at, ...held }, aside: putInPlace(next, database, replace) };
	} finally {
		removeDatabase(next);
	}
}

async function lookThrough(file: string, next: string, provider: KeyProvider): Promise<Omit<Holds, 'at'>> {
	const checked = openForCheck(next, provider);
	try {
		const [fault] = checked.fileFaults();
		if (fault) throw new Error(`${file} is damaged: ${fault} Nothing was changed.`);
		if ((await readForm(checked)).form === 'newer')
			throw new Error(
				`${file} was made by a later version of Inkling. Nothing was changed; restore it with that version.`
			);
		const masterKeys = await neededMasterKeys(checked);
		if (await opensAll(checked, provider)) return { masterKeys, counts: await countRows(checked.db) };
		throw new Error(
			`The master key is not the one that ${file} was sealed with, ${masterKeys.join(' and ')}. Nothing was changed. ` +
				'Put the key of that time in its place, or choose KEY_PROVIDER and its settings as they were.'
		);
	} finally {
		checked.close();
	}
}
