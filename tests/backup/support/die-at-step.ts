// Loaded before a program: ends it with SIGKILL in the place of its n-th step on the disk, n being DIE_AT_STEP.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const steps = ['appendFileSync', 'fsyncSync', 'linkSync', 'renameSync', 'rmSync'] as const;
let left = Number(process.env['DIE_AT_STEP']);

for (const name of steps) {
	const step = fs[name] as (...values: unknown[]) => unknown;
	Object.assign(fs, {
		[name]: (...values: unknown[]) => {
			if (--left === 0) process.kill(process.pid, 'SIGKILL');
			return step(...values);
		}
	});
}
syncBuiltinESMExports();
