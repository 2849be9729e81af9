import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from './dialects/sqlite.ts';

/** Makes the folder, and lets nobody else serve or replace what lies in it as long as this process does. Null: somebody does. */
export function claimData(dataDir: string): (() => void) | null {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	return takeLock(join(dataDir, 'server.lock'));
}
