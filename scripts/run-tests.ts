// `npm test`: the unit and hub tests, then the browser tests, and one line at the end with the sum of both.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

type Sum = { passed: number; failed: number };

const folder = mkdtempSync(join(tmpdir(), 'inkling-tests-'));
const unitReport = join(folder, 'unit.json');
const browserReport = join(folder, 'browser.json');

function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
	return spawnSync(command, args, { stdio: 'inherit', env: { ...process.env, ...env } }).status === 0;
}

function read<Report>(file: string, toSum: (report: Report) => Sum): Sum {
	// No report means that the run broke off, and its exit code counts.
	if (!existsSync(file)) return { passed: 0, failed: 0 };
	return toSum(JSON.parse(readFileSync(file, 'utf8')) as Report);
}

const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`];
const unitOk = run('vitest', ['run', ...reporters]);
const browserOk =
	run(process.execPath, ['scripts/require-chromium.ts']) &&
	run('playwright', ['test', '--reporter=list,json'], { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport });

const unit = read(unitReport, (report: { numPassedTests: number; numFailedTests: number }) => ({
	passed: report.numPassedTests,
	failed: report.numFailedTests
}));
const browser = read(browserReport, ({ stats }: { stats: { expected: number; unexpected: number } }) => ({
	passed: stats.expected,
	failed: stats.unexpected
}));
rmSync(folder, { recursive: true });

const brokenOff = [unitOk, browserOk].filter((ok) => !ok).length > 0 && unit.failed + browser.failed === 0;
if (brokenOff) console.log('A test run broke off; what it says stands above.');
console.log(`${unit.passed + browser.passed} passed, ${unit.failed + browser.failed} failed`);
process.exit(unitOk && browserOk ? 0 : 1);
