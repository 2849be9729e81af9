import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { pino, type Level } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openLocalKeyProvider } from '../keyring/local-key-provider.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { hasUsers } from '../store/users.ts';
import { currentScope, Scope, within } from './scope.ts';
import { watchStore } from './store-watch.ts';

type Line = {
	level: number;
	sql?: string;
	ms?: number;
	rows?: number;
	requests?: string[];
	commands?: number;
};

let folder: string;
let store: Store | undefined;
let lines: Line[];
let counted: number[];

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	lines = [];
	counted = [];
});

afterEach(async () => {
	await store?.close();
	rmSync(folder, { recursive: true });
});

async function open(level: Level, slowMs: number): Promise<Store> {
	const log = pino({ level }, { write: (line) => void lines.push(JSON.parse(line) as Line) });
	const provider = await openLocalKeyProvider(join(folder, 'master.key'), true);
	const watch = watchStore(log, slowMs, null, (commands) => counted.push(commands));
	store = await openStore(join(folder, 'test.db'), provider, Date.now, watch);
	lines.length = 0;
	return store;
}

/** Counts to a million. */
const long = sql<{
	n: number;
}>`WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c WHERE x < ${1_000_000})
	SELECT count(*) AS n FROM c`;

test('a slow statement is a warning at every level, with its placeholders and without its values', async () => {
	const { db } = await open('warn', 1);
	await long.execute(db.sql);
	expect(lines).toMatchObject([{ level: 40, rows: 1 }]);
	expect(lines[0]?.ms).toBeGreaterThanOrEqual(1);
	expect(lines[0]?.sql).toContain('x < ?');
	expect(lines[0]?.sql).not.toContain('1000000');
});

test('one that is not slow is told at trace alone', async () => {
	const quiet = await open('debug', 60_000);
	await hasUsers(quiet.db);
	expect(lines).toEqual([]);
	await quiet.close();
	const talking = await open('trace', 60_000);
	await hasUsers(talking.db);
	expect(lines).toMatchObject([{ level: 10, sql: expect.stringContaining('"users"') }]);
});

test('each command of a shared transaction runs in its own scope, and the line of the commit names them all', async () => {
	const { write } = await open('debug', 60_000);
	const [one, two] = [new Scope('first-of-the-two'), new Scope('second-of-the-two')];
	const seen = async () => {
		await Promise.resolve();
		return currentScope()?.requestId;
	};
	const inOne = within(one, () => Promise.all([write(seen), write(seen)]));
	const inTwo = within(two, () => write(seen));
	const inNone = write(seen);
	expect(await Promise.all([inOne, inTwo, inNone])).toEqual([
		['first-of-the-two', 'first-of-the-two'],
		'second-of-the-two',
		undefined
	]);
	expect(lines).toMatchObject([{ requests: ['first-of-the-two', 'second-of-the-two'], commands: 4 }]);
	expect(counted).toEqual([4]);
});
