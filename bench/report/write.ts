import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from './collector.ts';
import { markdown } from './markdown.ts';
import { page } from './page.ts';

const out = fileURLToPath(new URL('out/', import.meta.url));
const docs = fileURLToPath(new URL('../../docs/performance.md', import.meta.url));
const [begin, end] = ['<!-- measured -->', '<!-- /measured -->'] as const;

/** Writes `report.html` and `report.json` into `bench/report/out`. Answers where the page is. */
export function writeReport(report: Report): string {
	mkdirSync(out, { recursive: true });
	writeFileSync(`${out}report.json`, JSON.stringify(report, null, '\t'));
	writeFileSync(`${out}report.html`, page(report));
	return `${out}report.html`;
}

/** Puts the tables between the two marks of docs/performance.md. @throws Error where the page has lost a mark. */
export function writeDocs(report: Report): void {
	const text = readFileSync(docs, 'utf8');
	const [from, to] = [text.indexOf(begin), text.indexOf(end)];
	if (from < 0 || to < from) throw new Error(`docs/performance.md needs ${begin} and ${end}, in this order.`);
	const measured = `${text.slice(0, from)}${begin}\n${markdown(report)}\n${text.slice(to)}`;
	writeFileSync(docs, measured);
}
