// The failed tests of a run, once more at its end: who reads the last screen of a long log sees what failed, and why.
import { stripVTControlCharacters } from 'node:util';

/** A test that failed: where it stands, its name, and the first lines of what it said. */
export type Failure = { file: string; name: string; message: string };

/** The part of Vitest's JSON report that is read here (https://vitest.dev/guide/reporters#json-reporter). */
export type UnitReport = {
	numPassedTests: number;
	numFailedTests: number;
	testResults: {
		name: string;
		status: string;
		message: string;
		assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
	}[];
};

type BrowserSuite = {
	file: string;
	specs: {
		title: string;
		ok: boolean;
		tests: { results: { errors: { message?: string }[] }[] }[];
	}[];
	suites?: BrowserSuite[];
};

/** The part of Playwright's JSON report that is read here (https://playwright.dev/docs/test-reporters#json-reporter). */
export type BrowserReport = { stats: { expected: number; unexpected: number }; suites: BrowserSuite[] };

/** The failed unit tests; a file that failed as a whole (a hook, an import) stands under its own name. */
export function failedUnitTests(report: UnitReport): Failure[] {
	return report.testResults.flatMap(({ name: file, status, message, assertionResults }) => {
		const failed = assertionResults
			.filter((test) => test.status === 'failed')
			.map((test) => ({ file, name: test.fullName, message: (test.failureMessages ?? []).join('\n') }));
		const asAWhole = status === 'failed' && (failed.length === 0 || message !== '');
		return asAWhole ? [{ file, name: 'the file as a whole', message }, ...failed] : failed;
	});
}

/** The browser tests that were expected to pass and did not. */
export function failedBrowserTests({ suites }: BrowserReport): Failure[] {
	return suites.flatMap(failuresOf);
}

function failuresOf(suite: BrowserSuite): Failure[] {
	const failed = suite.specs
		.filter((spec) => !spec.ok)
		.map(({ title, tests }) => ({
			file: suite.file,
			name: title,
			message: tests
				.flatMap((test) => test.results.flatMap((result) => result.errors))
				.map((error) => error.message ?? '')
				.join('\n')
		}));
	return [...failed, ...(suite.suites ?? []).flatMap(failuresOf)];
}

const LINES = 12;

/** Lines to print: each failure by its name, with the beginning of what it said. */
export function tellFailures(failures: Failure[]): string {
	return failures
		.map(({ file, name, message }) => {
			const lines = stripVTControlCharacters(message).split('\n').filter(Boolean).slice(0, LINES);
			return [`✗ ${file} › ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
		})
		.join('\n');
}
