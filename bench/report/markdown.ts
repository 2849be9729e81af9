import type { Report } from './collector.ts';
import { inWords, timesInWords } from './in-words.ts';
import { factsOf } from './machine.ts';
import type { Table } from './table.ts';

/** The report as Markdown: what it was measured on, and what came of each goal. All other figures stand in the page. */
export function markdown({ machine, date, options, minutes, tables }: Report): string {
	const facts = Object.entries(factsOf(machine, date, options, minutes));
	return `${facts.map(([name, value]) => `- **${name}:** ${value}`).join('\n')}

| measured | Inkling | wanted | seen |
| --- | --- | --- | --- |
${tables.flatMap(linesOf).join('\n')}`;
}

function linesOf({ title, ours, rows }: Table): string[] {
	return rows.flatMap(({ what, unit, hosts, goals }) => {
		const own = hosts.find(({ host }) => host === ours)?.spread.median ?? NaN;
		return goals.map(({ words, isRatio, seen, reached }) => {
			const came = isRatio ? timesInWords(seen) : inWords(seen, unit);
			return `| ${title}: ${what} | ${inWords(own, unit)} | ${words} | ${came}${reached ? '' : ', **missed**'} |`;
		});
	});
}
