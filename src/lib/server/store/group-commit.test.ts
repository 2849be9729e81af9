import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConnection } from './dialects/sqlite.ts';
import { GroupCommit } from './group-commit.ts';

type Tx = { stamp: number };

let folder: string;
let connection: DatabaseSync;
let commits: GroupCommit<Tx>;
let transactions: number;
let told: Record<'ending' | 'undone' | 'ended', () => void>;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'inkling-'));
	connection = openConnection(join(folder, 'test.db'), { readOnly: false });
	connection.exec('CREATE TABLE counters (name TEXT PRIMARY KEY, value INTEGER)');
	connection.exec("INSERT INTO counters VALUES ('stamp', 0)");
	connection.exec('CREATE TABLE notes (id INTEGER PRIMARY KEY, stamp INTEGER)');
	transactions = 0;
	told = { ending: () => undefined, undone: () => undefined, ended: () => void transactions++ };
	const written = () => Number(connection.prepare('SELECT total_changes() AS n').get()?.n);
	commits = new GroupCommit<Tx>({ connection, written }, (stamp) => ({ stamp }), Date.now, told);
});

afterEach(async () => {
	await commits.close();
	connection.close();
	rmSync(folder, { recursive: true });
});

const insert = (id: number) => async (tx: Tx) => {
	connection.prepare('INSERT INTO notes VALUES (?, ?)').run(id, tx.stamp);
	return id;
};

const notes = () => connection.prepare('SELECT id, stamp FROM notes ORDER BY id').all();

test('commands of one turn share a transaction, later ones take the next, and each has a stamp of its own', async () => {
	await Promise.all([commits.write(insert(1)), commits.write(insert(2))]);
	expect(transactions).toBe(1);
	await commits.write(insert(3));
	expect(transactions).toBe(2);
	expect(notes().map((note) => note.stamp)).toEqual([1, 2, 3]);
});

test('what one command throws undoes that command alone', async () => {
	const boom = commits.write(async (tx) => {
		await insert(2)(tx);
		throw new Error('boom');
	});
	const results = await Promise.allSettled([commits.write(insert(1)), boom, commits.write(insert(3))]);
	expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(notes().map((note) => note.id)).toEqual([1, 3]);
});

test('a command that fails before it has written leaves the others as they are, and none runs twice', async () => {
	const ran: string[] = [];
	const note = (name: string, work: (tx: Tx) => Promise<unknown>) =>
		commits.write((tx) => {
			ran.push(name);
			return work(tx);
		});
	const refuse = () => Promise.reject(new Error('refused'));
	const results = await Promise.allSettled([
		note('one', insert(1)),
		note('refused', refuse),
		note('three', insert(3))
	]);
	expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(ran).toEqual(['one', 'refused', 'three']);
	expect(notes()).toEqual([
		{ id: 1, stamp: 1 },
		{ id: 3, stamp: 3 }
	]);
});

test('where one fails that has written, all run once more, and their promises settle with what that gave', async () => {
	let [runs, undone] = [0, 0];
	told.undone = () => void undone++;
	const counted = (id: number) => async (tx: Tx) => {
		await insert(id)(tx);
		return ++runs;
	};
	const late = async (tx: Tx) => {
		await insert(2)(tx);
		throw new Error('late');
	};
	const results = await Promise.allSettled(
		[counted(1), late, counted(3)].map((work) => commits.write<unknown>(work))
	);
	// The third did not run before the second failed.
	expect(results).toMatchObject([{ value: 2 }, { reason: { message: 'late' } }, { value: 3 }]);
	expect(undone).toBe(2);
	expect(notes().map((note) => note.id)).toEqual([1, 3]);
	expect(transactions).toBe(1);
});

test('a promise settles only when another connection sees the row', async () => {
	const other = openConnection(join(folder, 'test.db'), { readOnly: true });
	const seen = () => other.prepare('SELECT count(*) AS n FROM notes').get()?.n;
	const during = commits.write(async (tx) => {
		await insert(1)(tx);
		return seen();
	});
	expect(await during).toBe(0);
	expect(seen()).toBe(1);
	other.close();
});

test('a commit that fails refuses every command of its group, and the next group goes on', async () => {
	connection.exec('CREATE TABLE parents (id INTEGER PRIMARY KEY)');
	connection.exec(
		'CREATE TABLE children (id INTEGER, parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)'
	);
	const orphan = commits.write(async () => connection.exec('INSERT INTO children VALUES (1, 99)'));
	const results = await Promise.allSettled([commits.write(insert(1)), orphan]);
	expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
	expect(notes()).toEqual([]);
	expect(await commits.write(insert(2))).toBe(2);
});

test('a full disk is unavailable for all of the group, acknowledges nothing, and passes', async () => {
	connection.exec('PRAGMA max_page_count = 8');
	const fill = (tx: Tx) => {
		connection.exec('CREATE TABLE IF NOT EXISTS blobs (body BLOB)');
		connection.prepare('INSERT INTO blobs VALUES (zeroblob(200000))').run();
		return insert(2)(tx);
	};
	const results = await Promise.allSettled([commits.write(insert(1)), commits.write(fill)]);
	expect(results).toMatchObject([
		{ status: 'rejected', reason: { code: 'unavailable' } },
		{ status: 'rejected', reason: { code: 'unavailable' } }
	]);
	expect(notes()).toEqual([]);
	connection.exec('PRAGMA max_page_count = 100000');
	expect(await commits.write(insert(3))).toBe(3);
});

test('nothing is taken after the close, and what was taken is finished', async () => {
	const taken = commits.write(insert(1));
	await commits.close();
	expect(await taken).toBe(1);
	await expect(commits.write(insert(2))).rejects.toMatchObject({ code: 'unavailable' });
});

test('any mix of good and failing commands in any turns leaves just the good ones, stamped in order', async () => {
	const plan = fc.array(fc.record({ fails: fc.constantFrom('no', 'early', 'late'), waits: fc.boolean() }), {
		maxLength: 30
	});
	await fc.assert(
		fc.asyncProperty(plan, async (steps) => {
			connection.exec('DELETE FROM notes');
			const running: Promise<unknown>[] = [];
			for (const [id, { fails, waits }] of steps.entries()) {
				const work = async (tx: Tx) => {
					if (fails === 'early') throw new Error('fails');
					await insert(id)(tx);
					if (fails === 'late') throw new Error('fails');
				};
				const writing = commits.write(work).catch(() => undefined);
				running.push(writing);
				if (waits) await writing;
			}
			await Promise.all(running);
			const good = [...steps.entries()].filter(([, step]) => step.fails === 'no').map(([id]) => id);
			expect(notes().map((note) => note.id)).toEqual(good);
			const stamps = notes().map((note) => Number(note.stamp));
			expect(stamps).toEqual([...stamps].sort((one, other) => one - other));
		}),
		{ numRuns: 50 }
	);
});
