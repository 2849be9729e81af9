import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openLocalKeyProvider } from '../keyring/local-key-provider.ts';
import { openStore } from './open-store.ts';
import { lastStamp } from './stamps.ts';

/** SQLite copies the WAL into the database once it has so many pages (https://sqlite.org/wal.html#automatic_checkpoint). */
const pagesMax = 4_000;

test('the WAL does not grow with what is written, though something is being read at every commit', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	const file = join(folder, 'inkling.db');
	const provider = await openLocalKeyProvider(join(folder, 'master.key'), true);
	const store = await openStore(file, provider, Date.now);
	const row = { user_id: 'x'.repeat(400_000), expires_at: 1 };
	for (let count = 0; count < 150; count++)
		await store.write(async (tx) => {
			await lastStamp(store.db);
			await tx.sql
				.insertInto('password_resets')
				.values({ ...row, token_hash: String(count) })
				.execute();
		});
	const pages = statSync(`${file}-wal`).size / 4_096;
	await store.close();
	rmSync(folder, { recursive: true });
	expect(pages).toBeLessThan(2 * pagesMax);
});
