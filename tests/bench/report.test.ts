import { describe, expect, it } from 'vitest';
import { page } from '../../bench/report/page.ts';
import { markdown } from '../../bench/report/markdown.ts';
import { reckon } from '../../bench/report/reckon.ts';
import { theBest, type Goal } from '../../bench/report/table.ts';

const runs = [
	{ host: 'inkling', rate: 140, loadCpu: 0.2 },
	{ host: 'inkling', rate: 160, loadCpu: 0.3 },
	{ host: 'inkling', rate: 150, loadCpu: 0.2 },
	{ host: 'bare & fast', rate: 100, loadCpu: 0.9 },
	{ host: 'slow', rate: 10 },
	{ host: 'silent', rate: null }
];

function tableWith(...goals: Goal[]) {
	const figure = { what: 'messages', unit: 'a second', of: ({ rate }: (typeof runs)[number]) => rate, goals };
	return reckon({ suite: 'some', title: 'Some <suite>', about: 'What it is.', runs, figures: [figure] });
}

const judged = (goal: Goal) => tableWith(goal).rows[0]?.goals;

describe('the report of the benchmark', () => {
	it('tells the middle, the spread and the ratio of ours to each other host', () => {
		const [row] = tableWith().rows;
		expect(row?.hosts.map(({ host, ratio }) => [host, ratio])).toEqual([
			['inkling', null],
			['bare & fast', 1.5],
			['slow', 15]
		]);
		expect(row?.hosts[0]?.spread).toEqual({ median: 150, least: 140, most: 160, runs: 3 });
	});

	it('says of a ratio whether it is as large as it is to be', () => {
		expect(judged({ to: 'bare & fast', atLeast: 1.5 })).toMatchObject([{ seen: 1.5, reached: true }]);
		expect(judged({ to: 'bare & fast', atLeast: 1.6 })).toMatchObject([{ seen: 1.5, reached: false }]);
	});

	it('takes the best of the others where a goal asks for that', () => {
		expect(judged({ to: theBest, atLeast: 10 })).toMatchObject([{ seen: 1.5, reached: false }]);
	});

	it('judges a figure by its median, or by as many of its runs as a goal asks for', () => {
		expect(judged({ atMost: 150 })).toMatchObject([{ seen: 150, reached: true }]);
		expect(judged({ share: 0.95, atMost: 150 })).toMatchObject([
			{ seen: 160, reached: false, words: 'at most 150 a second, p95' }
		]);
	});

	it('says nothing of a goal whose host was not measured', () => {
		expect(judged({ to: 'nobody', atLeast: 1 })).toEqual([]);
		expect(judged({ to: 'silent', atLeast: 1 })).toEqual([]);
	});

	it('warns where the load may have been the limit', () => {
		expect(tableWith().warnings).toEqual([
			'The load used 0.90 of its processor with bare & fast: it may be the limit.'
		]);
	});

	it('makes a page that asks for nothing else, and a table of what is wanted for the docs', () => {
		const facts = { cpu: 'x', cores: 2, memoryBytes: 2 ** 30, kernel: 'y', versions: { node: '1' } };
		const machine = { ...facts, commit: 'abc', clean: false };
		const tables = [tableWith({ to: 'bare & fast', atLeast: 1.5 })];
		const report = { machine, date: 'now', options: [], minutes: 1, tables };
		const html = page(report);
		expect(html).toContain('Some &lt;suite&gt;');
		expect(html).toContain('bare &amp; fast');
		expect(html).not.toMatch(/(src|href)=|url\(|@import|https?:/);
		expect(markdown(report)).toContain(
			'| Some <suite>: messages | 150 a second | at least 1.5 times bare & fast | 1.50 times |'
		);
	});
});
