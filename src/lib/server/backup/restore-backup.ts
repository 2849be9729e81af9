import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { KeyProvider } from '../keyring/key-provider.ts';
import { beginEra } from '../store/begin-era.ts';
import { opensAll, openForCheck, readForm } from '../store/open-for-check.ts';
import type { Manifest } from './manifest.ts';
import { syncToDisk } from './on-disk.ts';
import { putInPlace } from './put-in-place.ts';
import { readSource } from './read-source.ts';
import { removeDatabase } from './remove-database.ts';

export type Restore = { file: string; database: string; replace: boolean; endSessions: boolean };

/** `aside`: where the database is that stood there before; null: there was none. */
export type Restored = { manifest: Manifest; aside: string | null };

/** Clocks of the server and of the backup are one machine's; a command that was on its way then may bear an earlier time. */
const onTheWayMs = 60_000;

/**
 * Puts a backup into the place of the database, which nobody may be serving. Everything is looked at before anything is
 * replaced, and it is replaced at one stroke: whatever stops it, the database is the one from before or the restored one.
 * @throws Error in words; then nothing was replaced.
 */
export async function restoreBackup(
	{ file, database, replace, endSessions }: Restore,
	provider: KeyProvider
): Promise<Restored> {
	const manifest = await readSource(file, database);
	const next = `${database}.restoring`;
	// What a restore has left that was killed.
	removeDatabase(next);
	try {
		await pipeline(
			createReadStream(file, { end: manifest.bytes - 1 }),
			createWriteStream(next, { flags: 'wx', mode: 0o600 })
		);
		await lookThrough(file, next, provider);
		const era = { id: randomBytes(6).toString('hex'), since: manifest.at - onTheWayMs };
		await beginEra(next, era, endSessions);
		syncToDisk(next);
		return { manifest, aside: putInPlace(next, database, replace) };
	} finally {
		removeDatabase(next);
	}
}

async function lookThrough(file: string, next: string, provider: KeyProvider): Promise<void> {
	const checked = openForCheck(next, provider);
	try {
		const [fault] = checked.fileFaults();
		if (fault) throw new Error(`${file} is damaged: ${fault} Nothing was changed.`);
		if ((await readForm(checked)).form === 'newer')
			throw new Error(
				`${file} was made by a later version of Inkling. Nothing was changed; restore it with that version.`
			);
		if (await opensAll(checked, provider)) return;
		throw new Error(
			`The master key is not the one that ${file} was sealed with. Nothing was changed. ` +
				'Put the key of that time in its place, or choose KEY_PROVIDER and its settings as they were.'
		);
	} finally {
		checked.close();
	}
}
