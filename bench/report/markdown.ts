import type { Report } from './collector.ts';
import { inWords, short, timesInWords } from './in-words.ts';
import { factsOf } from './machine.ts';
import type { Row, Table } from './table.ts';

/** The report as Markdown: what it was measured on, and a table for each suite. */
export function markdown({ machine, date, options, minutes, tables }: Report): string {
	const facts = Object.entries(factsOf(machine, date, options, minutes));
	return [...facts.map(([name, value]) => `- **${name}:** ${value}`), ...tables.map(tableOf)].join('\n');
}

function tableOf({ title, about, ours, rows, warnings }: Table): string {
	const lines = rows.flatMap((row) => rowsOf(row, ours));
	const notes = warnings.map((warning) => `\n${warning}`);
	return `
### ${title}

${about}

| figure | host | median | least – most | ${ours} | goal |
| --- | --- | --- | --- | --- | --- |
${lines.join('\n')}
${notes.join('\n')}`.trimEnd();
}

function rowsOf({ what, unit, hosts, goals }: Row, ours: string): string[] {
	const judged = goals.map(({ words, isRatio, seen, reached }) => {
		const came = isRatio ? timesInWords(seen) : inWords(seen, unit);
		return `${words}: ${reached ? 'reached' : '**missed**'} (${came})`;
	});
	return hosts.map(({ host, spread: { median, least, most }, ratio }, index) => {
		const cells = [
			index === 0 ? (unit ? `${what}, ${unit}` : what) : '',
			host,
			short(median),
			`${short(least)} – ${short(most)}`,
			ratio === null ? '' : timesInWords(ratio),
			host === ours ? judged.join('; ') : ''
		];
		return `| ${cells.join(' | ')} |`;
	});
}
