// Loaded before a program: ends it with SIGKILL in the place of its n-th step on the disk, n being DIE_AT_STEP.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { DatabaseSync } from 'node:sqlite';

const steps = ['appendFileSync', 'fsyncSync', 'linkSync', 'renameSync', 'rmSync'] as const;
let left = Number(process.env['DIE_AT_STEP']);

function dieInTime(): void {
	if (--left === 0) process.kill(process.pid, 'SIGKILL');
}

for (const name of steps) {
	const step = fs[name] as (...values: unknown[]) => unknown;
	Object.assign(fs, {
		[name]: (...values: unknown[]) => {
			dieInTime();
			return step(...values);
		}
	});
}
// Then SQLite has not yet brought together what it has beside the database.
const { close } = DatabaseSync.prototype;
DatabaseSync.prototype.close = function () {
	dieInTime();
	close.call(this);
};
syncBuiltinESMExports();
