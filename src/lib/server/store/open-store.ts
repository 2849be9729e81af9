import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { KeyProvider } from '../keyring/key-provider.ts';
import { withKeys } from '../keyring/key-wanted.ts';
import { Keyring } from '../keyring/keyring.ts';
import { unwatched, type StoreWatch } from '../observe/store-watch.ts';
import { countWrites } from './dialects/count-writes.ts';
import { keepStatements } from './dialects/kept-statements.ts';
import { kyselyOver, openConnection } from './dialects/sqlite.ts';
import { snapshotOfTurn } from './dialects/turn-snapshot.ts';
import { readEra, type Era } from './era.ts';
import { GroupCommit } from './group-commit.ts';
import { noteMasterKey, opensDatabase } from './master-key.ts';
import { migrate } from './migrate.ts';
import { refuseWithoutKeys } from './refuse-without-keys.ts';
import { sqlOver, type Sql } from './sql.ts';

/** For reading: what is committed, the keys to open it with, and since when the store goes on from a backup. */
export type Db = Sql & { keyring: Keyring; era: Era | null };

/** For writing, inside one transaction. Only this may be used there. `now` is the server's clock, in milliseconds. */
export type Tx = Db & { stamp: number; now: number };

export type Store = {
	db: Db;
	/**
	 * Runs `work` in a transaction shared with other commands; settles after the commit. It may run more than once, each time after
	 * what it did was undone: where another command of its transaction fails, and where it wants a key that is not at hand.
	 */
	write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
	close(): Promise<void>;
};

/**
 * Opens the database file, makes or updates its tables, and refuses a foreign master key before it writes anything.
 * `watch` is told of what the store does.
 * @throws Error in words for the person who starts the server.
 */
export async function openStore(
	file: string,
	provider: KeyProvider,
	clock: () => number,
	watch: StoreWatch = unwatched
): Promise<Store> {
	if (existsSync(file)) await refuseForeignKey(file, provider);
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	const writer = openConnection(file, { readOnly: false });
	// With statements of their own: what was prepared before the tables had their form may not be kept.
	await migrate(kyselyOver(keepStatements(writer, watch.statement)));
	const { watch: watchWriting, written } = countWrites(watch.statement);
	const writing = sqlOver(keepStatements(writer, watchWriting));
	await writing.sql
		.insertInto('counters')
		.values({ name: 'stamp', value: 0 })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
	await noteMasterKey(writing.sql, provider);
	const era = await readEra(writing.sql);

	const reader = openConnection(file, { readOnly: true });
	const snapshot = snapshotOfTurn(reader, keepStatements(reader, watch.statement));
	const keyring = new Keyring(provider);
	const ended = () => {
		keyring.transactionEnded();
		snapshot.renew();
	};
	const commits = new GroupCommit<Tx>(
		{ connection: writer, written },
		(stamp, now) => ({ ...writing, keyring, era, stamp, now }),
		clock,
		// What is being read as it was would keep the commit from emptying the WAL.
		{ ending: () => snapshot.renew(), undone: () => keyring.commandUndone(), ended },
		watch
	);
	return {
		db: { ...sqlOver(snapshot.find), keyring, era },
		write: (work) => withKeys(() => commits.write(work)).catch(refuseWithoutKeys),
		close: async () => {
			await commits.close();
			reader.close();
			writer.close();
		}
	};
}

async function refuseForeignKey(file: string, provider: KeyProvider): Promise<void> {
	if (await opensDatabase(provider, readFacts(file))) return;
	throw new Error(
		'The master key is not the one that this database was sealed with. Nothing was written. ' +
			'Put the right key back, or choose KEY_PROVIDER and its settings as they were.'
	);
}

/** What a database says of itself, also one that has not been brought to the present form. */
function readFacts(file: string): Map<string, string> {
	const connection = openConnection(file, { readOnly: true });
	try {
		const known = connection.prepare("SELECT 1 FROM sqlite_master WHERE name = 'facts'").get();
		const rows = known ? connection.prepare('SELECT name, value FROM facts').all() : [];
		return new Map(rows.map((row) => [String(row['name']), String(row['value'])]));
	} finally {
		connection.close();
	}
}
