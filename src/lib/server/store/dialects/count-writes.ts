import type { StatementWatch } from '../../observe/store-watch.ts';

/**
 * Counts the statements that may have written among those that `watch` is told of. What is no plain `select`, as Kysely writes it,
 * counts: one too many costs time, one too few would leave behind what is to be undone. A statement that fails undoes itself
 * (https://www.sqlite.org/lang_conflict.html, ABORT).
 */
export function countWrites(watch: StatementWatch): { watch: StatementWatch; written: () => number } {
	let count = 0;
	return {
		watch: (sql, begun, rows) => {
			if (!sql.startsWith('select ')) count++;
			watch(sql, begun, rows);
		},
		written: () => count
	};
}
