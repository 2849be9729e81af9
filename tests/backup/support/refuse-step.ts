// Loaded before a program: each of REFUSED_STEPS (linkSync=EPERM,copyFileSync=ENOSPC) on the disk is refused with its code, as by
// a file system that knows no second names, or by one that is full. Such disks cannot be had where the tests run.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

for (const refused of (process.env['REFUSED_STEPS'] ?? '').split(',')) {
	const [name = '', code] = refused.split('=');
	const refuse = (path: string) => {
		throw Object.assign(new Error(`${code}: refused, ${name} '${path}'`), { code, path });
	};
	Object.assign(fs, { [name]: refuse });
}
syncBuiltinESMExports();
