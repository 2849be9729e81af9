import { expect, test } from 'vitest';
import { browserOutcomes, judge, unitOutcomes } from './read-report.ts';

const outcome = (...messages: string[]) => ({ file: 'a.test.ts', name: '1: a door is shut', messages });

test('a protection is caught by what a test asserts, in either runner’s words', () => {
	expect(judge([outcome('AssertionError: expected 200 to be 403')], {})).toBe('caught');
	const coloured = 'Error: \u001b[2mexpect(\u001b[22m\u001b[31mlocator\u001b[39m).toHaveText failed';
	expect(judge([outcome(), outcome(coloured)], {})).toBe('caught');
	expect(judge([outcome('Error: promise resolved "{}" instead of rejecting')], {})).toBe('caught');
});

test('what breaks in another way shows nothing', () => {
	expect(judge([outcome('TypeError: x is not a function\n    at expect (a.ts:1)')], {})).toBe(
		'FAILED OTHERWISE'
	);
	expect(judge([outcome('TestTimeoutError: Test timed out in 60000ms.')], {})).toBe('FAILED OTHERWISE');
	expect(judge([outcome()], {})).toBe('SURVIVED');
	expect(judge([], {})).toBe('DID NOT RUN');
});

test('what a test waits for in vain counts where nothing else can be seen', () => {
	expect(judge([outcome('TestTimeoutError: Test timed out in 60000ms.')], { waits: true })).toBe('caught');
	expect(judge([outcome('Error: connect ECONNREFUSED')], { waits: true })).toBe('FAILED OTHERWISE');
});

test('a test that was passed over did not run', () => {
	const results = [
		{ status: 'passed', fullName: 'one', failureMessages: [] },
		{ status: 'failed', fullName: 'two', failureMessages: ['AssertionError: no'] },
		{ status: 'skipped', fullName: 'three', failureMessages: [] }
	];
	const testResults = [{ name: '/a.test.ts', status: 'failed', message: '', assertionResults: results }];
	expect(unitOutcomes({ numPassedTests: 1, numFailedTests: 1, testResults })).toEqual([
		{ file: '/a.test.ts', name: 'one', messages: [] },
		{ file: '/a.test.ts', name: 'two', messages: ['AssertionError: no'] }
	]);
});

test('a browser test is found in whichever suite it stands', () => {
	const spec = (title: string, ok: boolean) => ({
		title,
		ok,
		tests: [{ results: [{ errors: [{ message: 'Error: expect(page).toBe' }] }] }]
	});
	const inner = { file: 'security/a.e2e.ts', specs: [spec('inside', false)] };
	const suites = [{ file: 'security/a.e2e.ts', specs: [spec('outside', true)], suites: [inner] }];
	expect(browserOutcomes({ suites }, '/tests')).toEqual([
		{ file: '/tests/security/a.e2e.ts', name: 'outside', messages: [] },
		{ file: '/tests/security/a.e2e.ts', name: 'inside', messages: ['Error: expect(page).toBe'] }
	]);
});
