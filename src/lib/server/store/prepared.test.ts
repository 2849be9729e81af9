import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwatched } from '../observe/store-watch.ts';
import { keepStatements } from './dialects/kept-statements.ts';
import { prepare, Runner } from './prepared.ts';

let connection: DatabaseSync;
let runner: Runner;

beforeEach(() => {
	connection = new DatabaseSync(':memory:');
	connection.exec(
		'CREATE TABLE password_resets (token_hash TEXT PRIMARY KEY, user_id TEXT, expires_at INTEGER)'
	);
	runner = new Runner(keepStatements(connection, unwatched.statement));
});
afterEach(() => connection.close());

const add = prepare<{ name: string; value: string }>()((sql, place) =>
	sql
		.insertInto('password_resets')
		.values({ user_id: place('value'), expires_at: 7, token_hash: place('name') })
);
const twice = prepare<{ one: string }>()((sql, place) =>
	sql
		.selectFrom('password_resets')
		.selectAll()
		.where('user_id', '!=', 'nothing')
		.where((eb) => eb.or([eb('token_hash', '=', place('one')), eb('user_id', '=', place('one'))]))
		.orderBy('token_hash')
);
const change = prepare<{ value: string }>()((sql, place) =>
	sql.updateTable('password_resets').set({ user_id: place('value') })
);

test('values go to their places by name, and what was composed with the statement stays', () => {
	runner.run(add, { name: 'b', value: 'a' });
	runner.run(add, { value: 'x', name: 'a' });
	runner.run(add, { name: 'c', value: 'nothing' });
	expect(runner.all(twice, { one: 'a' })).toEqual([
		{ token_hash: 'a', user_id: 'x', expires_at: 7 },
		{ token_hash: 'b', user_id: 'a', expires_at: 7 }
	]);
	expect(runner.first(twice, { one: 'nothing' })).toBeUndefined();
});

test('a statement says how many rows it wrote, and rows are objects of their own', () => {
	runner.run(add, { name: 'a', value: 'x' });
	runner.run(add, { name: 'b', value: 'y' });
	const row = runner.first(twice, { one: 'a' });
	expect(runner.run(change, { value: 'z' })).toBe(2);
	expect(row).toEqual({ token_hash: 'a', user_id: 'x', expires_at: 7 });
	expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});
