import { expect, test } from 'vitest';
import { failedBrowserTests, failedUnitTests, tellFailures } from './list-failures.ts';

const passed = { status: 'passed', fullName: 'adds', failureMessages: [] };

test('a failed unit test is told by its file, name and words, without colours', () => {
	const failures = failedUnitTests({
		numPassedTests: 1,
		numFailedTests: 1,
		testResults: [
			{ name: 'a.test.ts', status: 'passed', message: '', assertionResults: [passed] },
			{
				name: 'b.test.ts',
				status: 'failed',
				message: '',
				assertionResults: [
					passed,
					{
						status: 'failed',
						fullName: 'takes away',
						failureMessages: ['\u001b[31mexpected 1 to be 2\u001b[39m']
					}
				]
			}
		]
	});
	expect(tellFailures(failures)).toBe('✗ b.test.ts › takes away\n    expected 1 to be 2');
});

test('a file whose hook failed is told, though none of its tests did', () => {
	const failures = failedUnitTests({
		numPassedTests: 0,
		numFailedTests: 0,
		testResults: [{ name: 'c.test.ts', status: 'failed', message: 'Hook timed out', assertionResults: [] }]
	});
	expect(failures).toEqual([{ file: 'c.test.ts', name: 'the file as a whole', message: 'Hook timed out' }]);
});

test('a failed browser test is found in the groups too, with its first lines alone', () => {
	const long = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');
	const spec = (title: string, ok: boolean) => ({
		title,
		ok,
		tests: [{ results: [{ errors: ok ? [] : [{ message: long }] }] }]
	});
	const failures = failedBrowserTests({
		stats: { expected: 1, unexpected: 1 },
		suites: [
			{
				file: 'd.e2e.ts',
				specs: [spec('opens', true)],
				suites: [{ file: 'd.e2e.ts', specs: [spec('closes', false)] }]
			}
		]
	});
	expect(failures.map(({ name }) => name)).toEqual(['closes']);
	expect(tellFailures(failures).split('\n')).toHaveLength(13);
});
