import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Protection } from '../../tests/security/protections/protection.ts';
import type { BrowserReport, UnitReport } from '../list-failures.ts';
import type { Copy } from './copy-checkout.ts';
import { browserOutcomes, unitOutcomes, type Outcome } from './read-report.ts';
import { runGroup } from './run-group.ts';

type Named = Protection['test'];

const isBrowser = ({ file }: Named) => file.endsWith('.e2e.ts');

/** Runs these tests in the copy. Answers those that ran. */
export async function runNamed(copy: Copy, tests: Named[]): Promise<Outcome[]> {
	copy.clear();
	const [browser, unit] = [tests.filter(isBrowser), tests.filter((test) => !isBrowser(test))];
	return [...(await runUnit(copy, unit)), ...(await runBrowser(copy, browser))];
}

/** Those of the outcomes that this name means. */
export function outcomesOf(copy: Copy, { file, name }: Named, outcomes: Outcome[]): Outcome[] {
	const path = resolve(copy.checkout, file);
	return outcomes.filter((outcome) => outcome.file === path && outcome.name.includes(name));
}

async function runUnit(copy: Copy, tests: Named[]): Promise<Outcome[]> {
	if (tests.length === 0) return [];
	const report = join(copy.temporary, 'report.json');
	const args = [
		'run',
		...filesOf(tests),
		'-t',
		patternOf(tests),
		'--reporter=json',
		`--outputFile=${report}`
	];
	await runGroup('vitest', args, where(copy));
	return existsSync(report) ? unitOutcomes(JSON.parse(readFileSync(report, 'utf8')) as UnitReport) : [];
}

async function runBrowser(copy: Copy, tests: Named[]): Promise<Outcome[]> {
	if (tests.length === 0) return [];
	const report = join(copy.temporary, 'report.json');
	const { cwd, env } = where(copy);
	await runGroup('playwright', ['test', ...filesOf(tests), '--grep', patternOf(tests), '--reporter=json'], {
		cwd,
		env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report }
	});
	if (!existsSync(report)) return [];
	return browserOutcomes(
		JSON.parse(readFileSync(report, 'utf8')) as BrowserReport,
		join(copy.checkout, 'tests')
	);
}

const filesOf = (tests: Named[]) => [...new Set(tests.map(({ file }) => file))];

/** Vitest puts a sign between the names of groups and tests here, and none in its report. */
const patternOf = (tests: Named[]) =>
	tests
		.map(({ name }) => name.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll(' ', '( >)? '))
		.join('|');

function where(copy: Copy) {
	return { cwd: copy.checkout, env: { TMPDIR: copy.temporary } };
}

/** Whether a test sees an edit in the built app alone. */
export function needsBuild(copy: Copy, { test, edits }: Protection): boolean {
	const built = edits.some(({ file }) => file.startsWith('src/') || file === 'svelte.config.js');
	const runsBuild = /spawn-server|\/serve\.ts|support\/test\.ts/;
	return built && runsBuild.test(readFileSync(join(copy.checkout, test.file), 'utf8'));
}

export function build(copy: Copy): Promise<boolean> {
	return runGroup('vite', ['build'], where(copy));
}
