import type { DatabaseSync } from 'node:sqlite';
import type { KeptStatement } from './kept-statements.ts';
import { SharedRows } from './shared-rows.ts';

/** Reads in one transaction all that is read in one turn of the event loop. */
export type TurnSnapshot = {
	find: (sql: string) => KeptStatement;
	/** What is read from now on is what is committed now. Call it after each commit, before anybody hears of it. */
	renew(): void;
};

/**
 * To begin and end a reading transaction costs SQLite more than to find a row by its key, since it locks the file each time
 * (docs/performance.md). Here the reads of a turn share one. It is over at the end of the turn, so that it keeps nothing
 * from being copied out of the WAL. What is asked for as `shared` is read once as long as nothing is committed, by whomever.
 * `statements`: those of this connection, which only reads.
 */
export function snapshotOfTurn(
	connection: DatabaseSync,
	statements: (sql: string) => KeptStatement
): TurnSnapshot {
	const [begin, end] = [connection.prepare('BEGIN'), connection.prepare('COMMIT')];
	const version = connection.prepare('PRAGMA data_version');
	const rows = new SharedRows();
	let waiting = false;
	let versionKnown = false;
	const renew = () => {
		if (connection.isOpen && connection.isTransaction) end.run();
	};
	const endOfTurn = () => {
		waiting = false;
		renew();
	};
	const enter = () => {
		if (!connection.isTransaction) {
			begin.run();
			versionKnown = false;
		}
		if (waiting) return;
		waiting = true;
		setImmediate(endOfTurn);
	};
	const enterShared = () => {
		enter();
		if (!versionKnown) rows.readAt(version.get()?.['data_version']);
		versionKnown = true;
	};
	const wrapped = new WeakMap<KeptStatement, KeptStatement>();
	const wrap = (statement: KeptStatement): KeptStatement => ({
		...statement,
		all: (values) => {
			enter();
			return statement.all(values);
		},
		shared: (values) => {
			enterShared();
			return rows.find(statement, values, () => statement.all(values));
		},
		first: (values) => {
			enter();
			return statement.first(values);
		}
	});
	const find = (sql: string) => {
		const statement = statements(sql);
		const known = wrapped.get(statement) ?? wrap(statement);
		wrapped.set(statement, known);
		return known;
	};
	return { find, renew };
}
