// `npm test`: the unit and hub tests, then the browser tests, and one line at the end with the sum of both.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	failedBrowserTests,
	failedUnitTests,
	tellFailures,
	type BrowserReport,
	type Failure,
	type UnitReport
} from './list-failures.ts';

type Sum = { passed: number; failed: number; failures: Failure[] };

const folder = mkdtempSync(join(tmpdir(), 'inkling-tests-'));
const unitReport = join(folder, 'unit.json');
const browserReport = join(folder, 'browser.json');

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
	return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

/** What a run says of itself. One that broke off without a failed test of its own counts as one failure. */
function sumOf<Report>(name: string, ok: boolean, file: string, toSum: (report: Report) => Sum): Sum {
	const told = existsSync(file)
		? toSum(JSON.parse(readFileSync(file, 'utf8')) as Report)
		: { passed: 0, failed: 0, failures: [] };
	if (ok || told.failed > 0) return told;
	console.log(`The ${name} broke off; what they say stands above.`);
	return { ...told, failed: 1 };
}

const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
const unitOk = run('vitest', ['run', ...reporters]);
const browserOk =
	run(process.execPath, ['scripts/require-chromium.ts']) &&
	run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport });

const unit = sumOf('unit tests', unitOk, unitReport, (report: UnitReport) => ({
	passed: report.numPassedTests,
	failed: report.numFailedTests,
	failures: failedUnitTests(report)
}));
const browser = sumOf('browser tests', browserOk, browserReport, (report: BrowserReport) => ({
	passed: report.stats.expected,
	failed: report.stats.unexpected,
	failures: failedBrowserTests(report)
}));
rmSync(folder, { recursive: true });

const failures = [...unit.failures, ...browser.failures];
if (failures.length > 0) console.log(`\n${tellFailures(failures)}\n`);
console.log(`${unit.passed + browser.passed} passed, ${unit.failed + browser.failed} failed`);
process.exit(unitOk && browserOk ? 0 : 1);
