import type { Machine } from './machine.ts';
import { print } from './print.ts';
import { reckon } from './reckon.ts';
import type { Measured, Run, Table } from './table.ts';

/** All that a report holds; `report.json` is this. */
export type Report = { machine: Machine; date: string; options: string[]; minutes: number; tables: Table[] };

/** Every suite tells it what it measured; the report is made of that. */
export class Collector {
	readonly tables: Table[] = [];
	readonly #begun = performance.now();
	readonly #date = new Date().toISOString();

	/** Prints the table, and keeps it. */
	tell<Some extends Run>(measured: Measured<Some>): void {
		const table = reckon(measured);
		this.tables.push(table);
		console.log(print(table));
	}

	/** What has been told so far. */
	report(machine: Machine, options: string[]): Report {
		const minutes = (performance.now() - this.#begun) / 60_000;
		return { machine, date: this.#date, options, minutes, tables: this.tables };
	}
}
