import { escape } from './escape.ts';
import { inWords, short, timesInWords } from './in-words.ts';
import type { Judged, Row, Told } from './table.ts';

type Scale = { places: (value: number) => string; isLog: boolean };

/** Hosts so many times apart are drawn on a logarithmic scale. */
const farApart = 100;

/**
 * One figure: a line for each host with its runs as dots, their reach as a bar and the middle as a stroke, and where a goal
 * of the figure itself lies. What is written stands in HTML beside it, so that it keeps its size on a phone.
 */
export function plot({ what, unit, hosts, goals }: Row, ours: string): string {
	const lines = goals.filter(({ isRatio }) => !isRatio).map(({ wanted }) => wanted);
	const scale = scaleOf([...hosts.flatMap(({ values }) => values), ...lines]);
	const note = scale.isLog ? ', logarithmic' : '';
	return `<section>
<h3>${escape(unit ? `${what}, ${unit}` : what)}<small>${note}</small></h3>
${hosts.map((host) => lineOf(host, ours, scale, lines)).join('\n')}
${goals.map((goal) => goalOf(goal, unit)).join('\n')}
</section>`;
}

function lineOf({ host, values, spread, ratio }: Told, ours: string, { places }: Scale, goals: number[]) {
	const { median, least, most } = spread;
	const [from, to, middle] = [places(least), places(most), places(median)];
	const across = (name: string, at: string, top: number, end: number) =>
		`<line class="${name}" x1="${at}" x2="${at}" y1="${top}" y2="${end}"/>`;
	const shapes = [
		`<line class="axis" x1="0" x2="100%" y1="10" y2="10"/>`,
		...goals.map((goal) => across('goal', places(goal), 0, 20)),
		`<line class="reach" x1="${from}" x2="${to}" y1="10" y2="10"/>`,
		...values.map((value) => `<circle cx="${places(value)}" cy="10" r="2.5"/>`),
		across('middle', middle, 3, 17)
	];
	const label = `${host}: ${short(median)}, from ${short(least)} to ${short(most)}`;
	const times = ratio === null ? '' : `${escape(ours)}: ${timesInWords(ratio)}`;
	return `<div class="host${host === ours ? ' ours' : ''}"><b>${escape(host)}</b><svg role="img" aria-label="${escape(label)}">${shapes.join('')}</svg><span>${short(median)} <small>${short(least)} – ${short(most)}</small></span><i>${times}</i></div>`;
}

function goalOf({ words, isRatio, seen, reached }: Judged, unit: string): string {
	const came = isRatio ? timesInWords(seen) : inWords(seen, unit);
	return `<p class="${reached ? 'reached' : 'missed'}">Goal: ${escape(words)}. ${reached ? 'Reached' : 'Missed'}: ${escape(came)}.</p>`;
}

/** Where values lie between the left and the right, which keep a little room. */
function scaleOf(all: number[]): Scale {
	const values = all.filter(Number.isFinite);
	const [least, most] = [Math.min(...values), Math.max(...values)];
	const isLog = least > 0 && most / least > farApart;
	const [from, to] = isLog ? [Math.log(least), Math.log(most)] : [Math.min(0, least), most || 1];
	const share = (value: number) => ((isLog ? Math.log(value) : value) - from) / (to - from || 1);
	return { places: (value) => `${(1 + 97 * share(value)).toFixed(2)}%`, isLog };
}
