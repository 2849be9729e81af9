import { inWords } from './in-words.ts';
import { theBest, type Goal, type Judged, type Told } from './table.ts';

/** What came of a goal; null where the host that it names, or ours, was not measured. */
export function judge(goal: Goal, hosts: Told[], ours: string, unit: string): Judged | null {
	const seen = goal.to === undefined ? figureOf(hosts, ours) : ratioTo(goal.to, hosts, ours);
	if (seen === undefined || Number.isNaN(seen)) return null;
	const { atLeast, atMost } = goal;
	const wanted = atLeast ?? atMost ?? 0;
	const reached = atLeast === undefined ? seen <= wanted : seen >= wanted;
	const isRatio = goal.to !== undefined;
	const size = isRatio ? `${wanted} times ${goal.to}` : inWords(wanted, unit);
	return {
		words: `${atLeast === undefined ? 'at most' : 'at least'} ${size}`,
		wanted,
		isRatio,
		seen,
		reached
	};
}

function figureOf(hosts: Told[], ours: string): number | undefined {
	return hosts.find(({ host }) => host === ours)?.spread.median;
}

function ratioTo(to: string, hosts: Told[], ours: string): number | undefined {
	if (to !== theBest) return hosts.find(({ host }) => host === to)?.ratio ?? undefined;
	const ratios = hosts.flatMap(({ host, ratio }) => (host === ours || ratio === null ? [] : ratio));
	return ratios.length > 0 ? Math.min(...ratios) : undefined;
}
