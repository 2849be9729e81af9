import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { printWire } from '../../scripts/client/print-wire.ts';

const file = 'clients/typescript/src/wire.ts';

test('the types of the client are those of the contract', async () => {
	const wire = await format(printWire(), { ...(await resolveConfig(file)), filepath: file });
	await expect(wire, 'The types are out of date. Make them anew: npm run docs:api').toMatchFileSnapshot(
		`../../${file}`
	);
	expect(wire).not.toMatch(/zod|: any/);
});
