import { spreadOf } from '../support/spread.ts';
import { judge } from './judge.ts';
import type { Figure, Measured, Row, Run, Table } from './table.ts';

/** So much of its processor the load may use before it says nothing about the server. */
const loadMax = 0.7;

/** Makes the table of what a suite measured: the middle and the spread of each figure, the ratios, and what came of the goals. */
export function reckon<Some extends Run>(measured: Measured<Some>): Table {
	const { suite, title, about, ours = 'inkling', runs, figures } = measured;
	const byHost = Map.groupBy(runs, ({ host }) => host);
	const rows = figures.map((figure) => rowOf(figure, byHost, ours));
	return { suite, title, about, ours, rows, warnings: warningsOf(byHost), runs };
}

function rowOf<Some extends Run>(figure: Figure<Some>, byHost: Map<string, Some[]>, ours: string): Row {
	const { what, unit, of, goals = [] } = figure;
	const valuesOf = (runs: Some[] = []) => runs.flatMap((run) => of(run) ?? []);
	const mine = spreadOf(valuesOf(byHost.get(ours))).median;
	const hosts = [...byHost].flatMap(([host, runs]) => {
		const values = valuesOf(runs);
		if (values.length === 0) return [];
		const spread = spreadOf(values);
		const hasRatio = host !== ours && spread.median !== 0 && !Number.isNaN(mine);
		return { host, values, spread, ratio: hasRatio ? mine / spread.median : null };
	});
	return { what, unit, hosts, goals: goals.flatMap((goal) => judge(goal, hosts, ours, unit) ?? []) };
}

function warningsOf(byHost: Map<string, Run[]>): string[] {
	return [...byHost].flatMap(([host, runs]) => {
		const load = spreadOf(runs.map(({ loadCpu = 0 }) => loadCpu)).median;
		return load > loadMax
			? `The load used ${load.toFixed(2)} of its processor with ${host}: it may be the limit.`
			: [];
	});
}
