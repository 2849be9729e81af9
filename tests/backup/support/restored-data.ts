import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { admin, emptyData, usedData } from './data-folder.ts';

/** Where a test finds its data. */
export type RestoredData = {
	/** A folder for all tests of the file. */
	folder: string;
	/** A backup with Ana alone. */
	backup: string;
	/** A data folder with that in it, for each test its own. */
	dataDir: string;
	/** An empty folder, for each test its own. */
	backups: string;
};

/** Gives each test of the file a database that was just restored. Call it outside of tests; read the answer inside. */
export function restoredData(): RestoredData {
	const data: RestoredData = { folder: '', backup: '', dataDir: '', backups: '' };
	let used: string;
	beforeAll(async () => {
		data.folder = await mkdtemp(join(tmpdir(), 'inkling-restored-'));
		used = await usedData(data.folder, 'ana');
		data.backup = join(data.folder, 'backup');
		await admin(used, 'backup', data.backup);
	});
	afterAll(() => rm(data.folder, { recursive: true }));
	beforeEach(async () => {
		data.dataDir = await emptyData(data.folder, used);
		data.backups = await mkdtemp(join(data.folder, 'backups-'));
		await admin(data.dataDir, 'restore', data.backup);
	});
	return data;
}
