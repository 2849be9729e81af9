// `npm run bench [-- --quick] [--only fan-out,sends] [--write-docs] [--install]`: the product beside what it is made of and beside others, in
// one run on one machine. The server has one processor, what drives it the other. Ratios are what counts; of each figure the middle
// of interleaved runs, and its spread. The report goes to bench/report/out, and with --write-docs into docs/performance.md.
import { parseArgs } from 'node:util';
import { installPeers } from './peers/install.ts';
import { Collector } from './report/collector.ts';
import { describeMachine } from './report/machine.ts';
import { writeDocs, writeReport } from './report/write.ts';
import { coldStart } from './suites/cold-start.ts';
import { connections } from './suites/connections.ts';
import { drafts } from './suites/drafts.ts';
import { fanOut } from './suites/fan-out.ts';
import { firstLoad } from './suites/first-load.ts';
import { initialSync } from './suites/initial-sync.ts';
import { inserts } from './suites/inserts.ts';
import { latency } from './suites/latency.ts';
import { longLists } from './suites/long-lists.ts';
import { pageReads } from './suites/page-reads.ts';
import { peers } from './suites/peers.ts';
import { sends } from './suites/sends.ts';
import { storm } from './suites/storm.ts';
import { canPin, pinLoad, unpinLoad } from './support/pinned.ts';

const suites = [
	fanOut,
	sends,
	latency,
	connections,
	storm,
	initialSync,
	drafts,
	inserts,
	pageReads,
	peers,
	firstLoad,
	coldStart,
	longLists
];

const names = suites.map(({ name }) => name);
const usage = `npm run bench -- [--quick] [--only suite,suite] [--write-docs] [--install]\nThe suites: ${names.join(', ')}.`;
const { quick, only, 'write-docs': intoDocs, install } = options();
const wanted = only?.split(',') ?? names;
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
	console.error(`There is no ${unknown.join(', ')}.\n${usage}`);
	process.exit(2);
}
if (!canPin)
	console.log('Server and load cannot have a processor each here: what is measured is less sharp.');
if (install) installPeers();
// Before anything runs: the report's own files are no change.
const machine = describeMachine();
const collector = new Collector();
const report = () => collector.report(machine, process.argv.slice(2));
for (const { name, drives, run } of suites.filter((suite) => wanted.includes(suite.name))) {
	const begun = performance.now();
	(drives === 'browser' ? unpinLoad : pinLoad)();
	await run({ quick, tell: (measured) => collector.tell(measured) });
	// After each: what was measured is not lost if another fails.
	writeReport(report());
	console.log(`\n(${name} took ${((performance.now() - begun) / 1000).toFixed(0)} s.)`);
}
if (intoDocs) writeDocs(report());
console.log(`\nThe report: ${writeReport(report())}`);

/** What was asked for. Ends the process where that cannot be understood. */
function options() {
	try {
		return parseArgs({
			options: {
				quick: { type: 'boolean', default: false },
				only: { type: 'string' },
				'write-docs': { type: 'boolean', default: false },
				// What stands beside the product and is not here yet: as root, on Debian.
				install: { type: 'boolean', default: false }
			}
		}).values;
	} catch (error) {
		console.error(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
		return process.exit(2);
	}
}
