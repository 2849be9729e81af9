import { resolve } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { BrowserReport, UnitReport } from '../list-failures.ts';

/** A test that ran, and how it failed; no messages: it passed. */
export type Outcome = { file: string; name: string; messages: string[] };

/** The tests of Vitest's report that ran. */
export function unitOutcomes({ testResults }: UnitReport): Outcome[] {
	return testResults.flatMap(({ name: file, assertionResults }) =>
		assertionResults
			.filter(({ status }) => status === 'passed' || status === 'failed')
			.map(({ status, fullName, failureMessages }) => ({
				file,
				name: fullName,
				messages: status === 'failed' ? (failureMessages ?? []) : []
			}))
	);
}

/** The tests of Playwright's report, whose files are named from `folder` on. */
export function browserOutcomes({ suites }: Pick<BrowserReport, 'suites'>, folder: string): Outcome[] {
	return suites.flatMap((suite) => [
		...suite.specs.map(({ title, ok, tests }) => ({
			file: resolve(folder, suite.file),
			name: title,
			messages: ok
				? []
				: tests.flatMap((test) =>
						test.results.flatMap((result) => result.errors.map((error) => error.message ?? ''))
					)
		})),
		...browserOutcomes({ suites: suite.suites ?? [] }, folder)
	]);
}

/** The last is what Vitest says of `rejects` and `resolves`. */
const assertion = /^(AssertionError|(Error: )?expect\(|Error: promise (resolved|rejected) )/m;
const timeout = /^(\w*Error: )?Test (timed out|timeout of)/m;

export type Verdict = 'caught' | 'SURVIVED' | 'FAILED OTHERWISE' | 'DID NOT RUN';

/**
 * What the test says of a protection that was taken out. `waits`: it may also fail because something never came. An import that
 * does not compile, a hook that throws or a connection that breaks proves nothing.
 */
export function judge(outcomes: Outcome[], { waits = false }: { waits?: boolean }): Verdict {
	if (outcomes.length === 0) return 'DID NOT RUN';
	const messages = outcomes.flatMap((outcome) =>
		outcome.messages.map((text) => stripVTControlCharacters(text))
	);
	if (messages.some((text) => assertion.test(text) || (waits && timeout.test(text)))) return 'caught';
	return messages.length > 0 ? 'FAILED OTHERWISE' : 'SURVIVED';
}
