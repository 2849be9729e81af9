import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { errorCodes, type ErrorCode } from '../../src/lib/protocol/errors.ts';

/** What any event may answer, before its handler is asked. */
export const commonErrors: readonly ErrorCode[] = [
	'invalid_data',
	'too_large',
	'rate_limited',
	'unauthenticated',
	'reauth_required',
	'unavailable',
	'internal'
];

const codes = Object.keys(errorCodes) as ErrorCode[];

/** The codes that a handler refuses with: those in its file, and in what it imports of its own room. */
export function findErrors(file: string): ErrorCode[] {
	const found = new Set<string>();
	look(resolve(file), found, new Set());
	return codes.filter((code) => found.has(code));
}

function look(file: string, found: Set<string>, seen: Set<string>): void {
	if (seen.has(file)) return;
	seen.add(file);
	const source = readFileSync(file, 'utf8');
	for (const [, code = ''] of source.matchAll(/\brefuse\(\s*'(\w+)'/g)) found.add(code);
	for (const [, path = ''] of source.matchAll(/^(?:import|\}) (?!type\b).*from '(\.\/[^']+)'/gm))
		look(resolve(dirname(file), path), found, seen);
}
