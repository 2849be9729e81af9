import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, it } from 'vitest';
import { readConfig } from '$lib/server/config.ts';

const example = parseEnv(readFileSync('.env.example', 'utf8'));

it('.env.example changes nothing when it is copied as it is', () => {
	expect(readConfig(example)).toEqual(readConfig({}));
});

it('.env.example lists every setting, and none that there is not', () => {
	const source = readFileSync('src/lib/server/config.ts', 'utf8');
	const settings = [...source.matchAll(/^\t([A-Z_]+):/gm)].map(([, name]) => name);
	expect(Object.keys(example).sort()).toEqual(settings.sort());
});
