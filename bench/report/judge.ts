import { quantile } from '../support/spread.ts';
import { inWords } from './in-words.ts';
import { theBest, type Goal, type Judged, type Told } from './table.ts';

/** What came of a goal; null where the host that it names, or ours, was not measured. */
export function judge(goal: Goal, hosts: Told[], ours: string, unit: string): Judged | null {
	const { to, share = 0.5, atLeast, atMost } = goal;
	const seen = to === undefined ? figureOf(hosts, ours, share) : ratioTo(to, hosts, ours);
	if (seen === undefined || Number.isNaN(seen)) return null;
	const wanted = atLeast ?? atMost ?? 0;
	const reached = atLeast === undefined ? seen <= wanted : seen >= wanted;
	const isRatio = to !== undefined;
	const bound = atLeast === undefined ? 'at most' : 'at least';
	const size = isRatio ? `${wanted} times ${to}` : inWords(wanted, unit);
	const part = share === 0.5 ? '' : `, p${share * 100}`;
	return { words: `${bound} ${size}${part}`, wanted, isRatio, seen, reached };
}

function figureOf(hosts: Told[], ours: string, share: number): number | undefined {
	const values = hosts.find(({ host }) => host === ours)?.values;
	return (
		values &&
		quantile(
			values.toSorted((one, other) => one - other),
			share
		)
	);
}

function ratioTo(to: string, hosts: Told[], ours: string): number | undefined {
	if (to !== theBest) return hosts.find(({ host }) => host === to)?.ratio ?? undefined;
	const ratios = hosts.flatMap(({ host, ratio }) => (host === ours || ratio === null ? [] : ratio));
	return ratios.length > 0 ? Math.min(...ratios) : undefined;
}
