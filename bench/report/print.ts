import { inWords, short, timesInWords } from './in-words.ts';
import type { Table } from './table.ts';

/** A table as text: of each figure every host's, ours as a multiple of it, and the goals. */
export function print({ title, ours, rows, warnings }: Table): string {
	const width = Math.max(...rows.flatMap(({ hosts }) => hosts.map(({ host }) => host.length)));
	const lines = rows.flatMap(({ what, unit, hosts, goals }) => [
		`  ${unit ? `${what}, ${unit}` : what}`,
		...hosts.map(({ host, spread: { median, least, most }, ratio }) => {
			const times = ratio === null ? '' : `   ${ours}: ${timesInWords(ratio)}`;
			return `    ${host.padEnd(width)} ${short(median)} (${short(least)} – ${short(most)})${times}`;
		}),
		...goals.map(({ words, isRatio, seen, reached }) => {
			const came = isRatio ? timesInWords(seen) : inWords(seen, unit);
			return `    goal: ${words} – ${reached ? 'reached' : 'MISSED'} (${came})`;
		})
	]);
	return ['', title, ...lines, ...warnings.map((warning) => `  ${warning}`)].join('\n');
}
