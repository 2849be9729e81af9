import { readFileSync } from 'node:fs';
import type { Report } from './collector.ts';
import { escape } from './escape.ts';
import { inWords, timesInWords } from './in-words.ts';
import { factsOf } from './machine.ts';
import { plot } from './plot.ts';
import type { Table } from './table.ts';

const style = readFileSync(new URL('page.css', import.meta.url), 'utf8');

/** The report as one HTML page that asks for nothing else: the goals, then every figure drawn. */
export function page({ machine, date, options, minutes, tables }: Report): string {
	const facts = Object.entries(factsOf(machine, date, options, minutes));
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Inkling: benchmark</title>
<style>${style}</style>
</head>
<body>
<h1>Inkling: benchmark</h1>
<p class="about">Dots are runs, the bar their reach, the stroke their middle. The number after a host is the middle, then the least and the most. A dashed line is a goal. Figures hold for this machine; ratios are what counts.</p>
<dl>${facts.map(([name, value]) => `<dt>${escape(name)}</dt><dd>${escape(value)}</dd>`).join('')}</dl>
<h2>Goals</h2>
<ul>${tables.flatMap(goalsOf).join('')}</ul>
${tables.map(sectionOf).join('\n')}
</body>
</html>
`;
}

function goalsOf({ title, rows }: Table): string[] {
	return rows.flatMap(({ what, unit, goals }) =>
		goals.map(({ words, isRatio, seen, reached }) => {
			const came = isRatio ? timesInWords(seen) : inWords(seen, unit);
			return `<li class="${reached ? 'reached' : 'missed'}">${reached ? 'Reached' : 'Missed'}: ${escape(`${title}: ${what}: ${words}`)}; it is ${escape(came)}.</li>`;
		})
	);
}

function sectionOf({ title, about, ours, rows, warnings }: Table): string {
	return `<h2>${escape(title)}</h2>
<p class="about">${escape(about)}</p>
${warnings.map((warning) => `<p class="warning">${escape(warning)}</p>`).join('\n')}
${rows.map((row) => plot(row, ours)).join('\n')}`;
}
