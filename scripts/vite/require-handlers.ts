import { readdirSync } from 'node:fs';
import { contract } from '../../src/lib/protocol/contract.ts';
import { defaultLimits } from '../../src/lib/protocol/limits.ts';

/**
 * An event is its entry in the contract and its file `<event>.ts` in `folder`, one as much as the other.
 * @throws Error that names every entry without a file and every file without an entry.
 */
export function requireHandlers(folder: string): void {
	const events = Object.keys(contract(defaultLimits));
	const files = readdirSync(folder)
		.filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
		.map((name) => name.slice(0, -'.ts'.length));
	const faults = [
		...missing(events, files).map((event) => `${folder}/${event}.ts is missing: the contract has ${event}.`),
		...missing(files, events).map((file) => `${folder}/${file}.ts has no entry in the contract.`)
	];
	if (faults.length > 0) throw new Error(faults.join('\n'));
}

function missing(wanted: string[], there: string[]): string[] {
	return wanted.filter((name) => !there.includes(name));
}
