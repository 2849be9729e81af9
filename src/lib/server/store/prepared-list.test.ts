import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwatched } from '../observe/store-watch.ts';
import { keepStatements } from './dialects/kept-statements.ts';
import { allOf, prepareList } from './prepared-list.ts';
import { Runner } from './prepared.ts';

let connection: DatabaseSync;
let runner: Runner;
const texts = new Set<string>();

beforeEach(() => {
	connection = new DatabaseSync(':memory:');
	connection.exec(
		'CREATE TABLE password_resets (token_hash TEXT PRIMARY KEY, user_id TEXT, expires_at INTEGER)'
	);
	const insert = connection.prepare('INSERT INTO password_resets VALUES (?, ?, ?)');
	for (let count = 0; count < 1500; count++) insert.run(`name ${count}`, count % 2 ? 'odd' : 'even', 7);
	const find = keepStatements(connection, unwatched.statement);
	texts.clear();
	runner = new Runner((sql) => {
		texts.add(sql);
		return find(sql);
	});
});
afterEach(() => connection.close());

const ofSome = prepareList<{ userId: string }>()((sql, names, place) =>
	sql
		.selectFrom('password_resets')
		.select('token_hash')
		.where('user_id', '=', place('userId'))
		.where('token_hash', 'in', names)
);

const names = (count: number) => Array.from({ length: count }, (_, index) => `name ${index}`);
const found = (count: number) =>
	allOf(runner, ofSome, names(count), { userId: 'even' }).map((row) => row.token_hash);

test.each([0, 1, 2, 3, 7, 100, 512, 513, 1500])(
	'each of %i values is looked for, and none twice',
	(count) => {
		const expected = names(count).filter((_, index) => index % 2 === 0);
		expect(found(count).sort()).toEqual(expected.sort());
	}
);

test('lists of like lengths share a statement', () => {
	for (const count of [5, 6, 7, 8]) found(count);
	expect(texts.size).toBe(1);
});
