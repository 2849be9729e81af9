import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contract } from '../../src/lib/protocol/contract.ts';
import { defaultLimits } from '../../src/lib/protocol/limits.ts';
import { requireHandlers } from './require-handlers.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-handlers-'));
	for (const event of Object.keys(contract(defaultLimits))) writeFileSync(join(folder, `${event}.ts`), '');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('takes a folder with a file for each event, and tests beside them', () => {
	writeFileSync(join(folder, 'message.send.test.ts'), '');
	expect(() => requireHandlers(folder)).not.toThrow();
});

it('names an event without a file and a file without an event', () => {
	renameSync(join(folder, 'message.send.ts'), join(folder, 'message.shout.ts'));
	expect(() => requireHandlers(folder)).toThrow(
		`${folder}/message.send.ts is missing: the contract has message.send.\n` +
			`${folder}/message.shout.ts has no entry in the contract.`
	);
});

it('finds the handlers of this server complete', () => {
	expect(() => requireHandlers('src/lib/server/handlers')).not.toThrow();
});
