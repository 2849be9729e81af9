// `npm run check:packages`: the licences of what is installed, and known holes in it. Exceptions stand in docs/packages.json.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
	findAdvisoryFaults,
	findLicenceFaults,
	type Audit,
	type Exceptions,
	type Lock
} from './package-faults.ts';

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as unknown;

const exceptions = read('docs/packages.json') as Exceptions;
const lock = read('package-lock.json') as Lock;
const faults = findLicenceFaults(lock, exceptions);

const { stdout } = spawnSync('npm', ['audit', '--json'], { encoding: 'utf8' });
const audit = JSON.parse(stdout || '{}') as Audit;
if (audit.vulnerabilities) faults.push(...findAdvisoryFaults(audit, exceptions));
else
	console.log(
		`Known holes were not looked for: the registry does not say (${audit.message ?? 'no answer'}).`
	);

for (const fault of faults) console.error(fault);
console.log(
	`${Object.keys(lock.packages).length - 1} packages: ${faults.length === 0 ? 'nothing to object to.' : `${faults.length} to look at.`}`
);
process.exit(faults.length === 0 ? 0 : 1);
