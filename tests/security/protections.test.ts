import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { protections } from './protections/list.ts';
import { allOut, lines } from './protections/protection.ts';

// `npm run test:protections` takes them out and looks whether their tests fail; this looks whether it still can.

test('every line of the list that holds has a protection that can be taken out', () => {
	const told = new Set(protections.map(({ line }) => line));
	expect(lines.filter((line) => !told.has(line))).toEqual([]);
	expect([...told].filter((line) => line !== null && !lines.includes(line))).toEqual([]);
});

test.each(
	protections.map((protection) => [`${protection.line ?? 'besides'}: ${protection.what}`, protection])
)('%s', (_, protection) => {
	const files = new Map(protection.edits.map(({ file }) => [file, readFileSync(file, 'utf8')]));
	for (const [file, without] of allOut(protection, files)) expect(without).not.toBe(files.get(file));
});
