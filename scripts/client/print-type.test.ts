import { expect, test } from 'vitest';
import { printType } from './print-type.ts';

test('a description cannot end the comment that it stands in', () => {
	const glob = { type: 'string', description: 'Files, as in src/**/*.ts or **/src.' } as const;
	expect(printType({ type: 'object', properties: { glob } })).toBe(
		'{\n/** Files, as in src/**\\/*.ts or **\\/src. */\nglob?: string;\n}'
	);
});
