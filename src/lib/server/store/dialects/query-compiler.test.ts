import { constants, DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwatched } from '../../observe/store-watch.ts';
import { prepare, Runner } from '../prepared.ts';
import { keepStatements } from './kept-statements.ts';
import { kyselyOver } from './sqlite.ts';

let connection: DatabaseSync;
/** How often SQLite has asked, while it planned a statement, whether something may be read. */
let asked: number;

beforeEach(() => {
	connection = new DatabaseSync(':memory:');
	connection.exec('CREATE TABLE server_settings (name TEXT PRIMARY KEY, value TEXT, updated_at INTEGER)');
	connection.exec("INSERT INTO server_settings VALUES ('a', '1', 1), ('b', '2', 2), ('c', '3', 3)");
	asked = 0;
	connection.setAuthorizer(() => {
		asked++;
		return constants.SQLITE_OK;
	});
});
afterEach(() => connection.close());

const firstNames = prepare<{ limit: number }>()((sql, place) =>
	sql.selectFrom('server_settings').select('name').orderBy('name').limit(place('limit'))
);

test('a statement with a limit that comes later is planned once', () => {
	const runner = new Runner(keepStatements(connection, unwatched.statement));
	const namesOf = (limit: number) => runner.all(firstNames, { limit }).map(({ name }) => name);
	expect(namesOf(1)).toEqual(['a']);
	const planned = asked;
	expect(planned).toBeGreaterThan(0);
	expect(namesOf(2)).toEqual(['a', 'b']);
	expect(namesOf(2)).toEqual(['a', 'b']);
	expect(namesOf(0)).toEqual([]);
	expect(asked).toBe(planned);
});

test('so is one that Kysely composes anew', async () => {
	const sql = kyselyOver(keepStatements(connection, unwatched.statement));
	const namesOf = async (limit: number) => {
		const rows = await sql
			.selectFrom('server_settings')
			.select('name')
			.orderBy('name')
			.limit(limit)
			.execute();
		return rows.map(({ name }) => name);
	};
	expect(await namesOf(1)).toEqual(['a']);
	const planned = asked;
	expect(await namesOf(2)).toEqual(['a', 'b']);
	expect(asked).toBe(planned);
});
