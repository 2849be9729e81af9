import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unwatched } from '../../observe/store-watch.ts';
import { keepStatements } from './kept-statements.ts';
import { openConnection } from './sqlite.ts';
import { snapshotOfTurn, type TurnSnapshot } from './turn-snapshot.ts';

let folder: string;
let writer: DatabaseSync;
let reader: DatabaseSync;
let snapshot: TurnSnapshot;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	writer = openConnection(join(folder, 'inkling.db'), { readOnly: false });
	writer.exec('CREATE TABLE things (name TEXT)');
	reader = openConnection(join(folder, 'inkling.db'), { readOnly: true });
	snapshot = snapshotOfTurn(reader, keepStatements(reader, unwatched.statement));
});
afterEach(() => {
	writer.close();
	if (reader.isOpen) reader.close();
	rmSync(folder, { recursive: true });
});

const add = (name: string) => writer.prepare('INSERT INTO things VALUES (?)').run(name);
const count = () => snapshot.find('SELECT name FROM things').all([]).length;
const first = () => snapshot.find('SELECT name FROM things').first([])?.['name'];

test('what is read in one turn is of one moment, and the next turn sees what came', async () => {
	expect(count()).toBe(0);
	add('one');
	expect(first()).toBeUndefined();
	await setImmediate();
	expect(first()).toBe('one');
	expect(count()).toBe(1);
});

test('after a commit that was told the same turn sees it', () => {
	expect(count()).toBe(0);
	add('one');
	snapshot.renew();
	expect(count()).toBe(1);
	add('two');
	snapshot.renew();
	expect(count()).toBe(2);
});

test('what is asked for as shared is read once, until somebody commits', async () => {
	const shared = () => snapshot.find('SELECT name FROM things').shared([]);
	add('one');
	const rows = shared();
	expect(rows).toEqual([{ name: 'one' }]);
	expect(shared()).toBe(rows);
	await setImmediate();
	expect(shared()).toBe(rows);
	add('two');
	// Still of this turn's moment.
	expect(shared()).toBe(rows);
	await setImmediate();
	expect(shared()).toEqual([{ name: 'one' }, { name: 'two' }]);
});

test('after a commit that was told the same turn shares what is there now', () => {
	const shared = () => snapshot.find('SELECT name FROM things').shared([]);
	expect(shared()).toEqual([]);
	add('one');
	snapshot.renew();
	expect(shared()).toEqual([{ name: 'one' }]);
});

test('rows are shared by those alone who ask for the same', () => {
	add('one');
	add('two');
	const named = (name: string) => snapshot.find('SELECT name FROM things WHERE name = ?').shared([name]);
	const counted = (name: string) => snapshot.find('SELECT ? AS name FROM things').shared([name]);
	expect(named('one')).toEqual([{ name: 'one' }]);
	expect(named('two')).toEqual([{ name: 'two' }]);
	expect(counted('one')).toHaveLength(2);
});

test('nothing is held open after the turn, and a connection that was closed within it is left alone', async () => {
	expect(count()).toBe(0);
	await setImmediate();
	expect(reader.isTransaction).toBe(false);
	expect(count()).toBe(0);
	reader.close();
	await setImmediate();
});
