import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { describe, expect, test } from 'vitest';
import { lighterParts } from './parts/lighter-parts.ts';
import { withoutMarkdown } from './without-markdown.ts';
import { withoutParts } from './without-parts.ts';

const programOf = (code: string) => parseSync('package.js', code).program;
const lighter = (code: string, parts: object) => withoutParts(code, programOf(code), { file: /x/, ...parts });

describe('withoutParts', () => {
	test('empties functions and methods, cuts members, replaces text, and leaves all else', () => {
		const code =
			'function f(a) { return a } class C { m() { g() } get n() { return 1 } o() {} } var x = all({ p: 1, q: 2 });';
		const left = lighter(code, {
			emptied: ['f', 'C.m'],
			cut: ['C.n', 'x.p'],
			replaced: [['o() {}', 'o() { h() }']]
		});
		expect(left.replace(/\s+/g, ' ')).toBe(
			'function f(a) {} class C { m() {} o() { h() } } var x = all({ q: 2 });'
		);
	});

	test.each([
		[{ emptied: ['f'] }],
		[{ cut: ['C.gone'] }],
		[{ replaced: [['twice', '']] as [string, string][] }],
		[{ replaced: [['never', '']] as [string, string][] }]
	])('says what is not there once: %j', (parts) => {
		expect(() => lighter('class C { twice() { twice } }', parts)).toThrow(/must know its new form/);
	});
});

const installed = globSync('node_modules/{@*/*,*}/{dist,build,src,lib}/**/*.{js,mjs}');

describe('the packages that are installed', () => {
	test.each(lighterParts.map((parts) => [String(parts.file), parts]))('have the parts of %s', (_, parts) => {
		const paths = installed.filter((path) => parts.file.test(`/${path}`));
		expect(paths).toHaveLength(1);
		const whole = readFileSync(paths[0] ?? '', 'utf8');
		const code = withoutMarkdown(whole, programOf(whole));
		const left = withoutParts(code, programOf(code), parts);
		expect(programOf(left).body.length).toBeGreaterThan(0);
		expect(left).not.toBe(code);
	});
});
