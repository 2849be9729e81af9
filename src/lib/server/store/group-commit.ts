import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { refuse } from '../../protocol/errors.ts';
import { currentScope, within, type Scope } from '../observe/scope.ts';
import { unwatched, type StoreWatch } from '../observe/store-watch.ts';
import { isDiskFault } from './dialects/sqlite.ts';

/** How many commands share one transaction at most; it bounds how long the event loop is held. */
const jobsPerCommit = 256;

/** What settles the promise of a command, once its transaction is on the disk. */
type Settle = () => void;

type Job<Tx> = {
	run(tx: Tx): Promise<unknown>;
	resolve(value: unknown): void;
	reject(error: unknown): void;
	/** What is written for whom. */
	scope: Scope | undefined;
};

/** What a command gets: the stamp is its number, `now` the time of its transaction. */
export type BeginTransaction<Tx> = (stamp: number, now: number) => Tx;

/**
 * Who is told what becomes of what was done: `ending` before the transaction is committed; `undone` after each command that was undone, alone or with the others of its
 * transaction; `ended` when a transaction is over, committed or not, before its promises settle.
 */
type Told = { ending(): void; undone(): void; ended(): void };

/** A connection to write on. `written`: how many statements have written on it; only whether it grows matters. */
export type Writer = { connection: DatabaseSync; written: () => number };

/**
 * Runs commands that arrive in the same turn of the event loop inside one transaction, with one fsync for all. A promise settles
 * after the commit and never before.
 *
 * One that fails before it has written leaves nothing to undo, and hardly one fails later. So no command has a savepoint, for which
 * SQLite copies each page that is written: where one fails that has written, all is undone, and each runs anew in a savepoint.
 */
export class GroupCommit<Tx> {
	readonly #connection: DatabaseSync;
	readonly #written: () => number;
	readonly #readStamp: StatementSync;
	readonly #keepStamp: StatementSync;
	readonly #savepoint: StatementSync;
	readonly #release: StatementSync;
	readonly #begin: BeginTransaction<Tx>;
	readonly #clock: () => number;
	readonly #told: Told;
	readonly #watch: StoreWatch;
	#queue: Job<Tx>[] = [];
	#running: Promise<void> | null = null;
	#closed = false;

	constructor(
		{ connection, written }: Writer,
		begin: BeginTransaction<Tx>,
		clock: () => number,
		told: Told = { ending: () => undefined, undone: () => undefined, ended: () => undefined },
		watch: StoreWatch = unwatched
	) {
		this.#connection = connection;
		this.#written = written;
		this.#readStamp = connection.prepare("SELECT value FROM counters WHERE name = 'stamp'");
		this.#keepStamp = connection.prepare("UPDATE counters SET value = ? WHERE name = 'stamp'");
		this.#savepoint = connection.prepare('SAVEPOINT command');
		this.#release = connection.prepare('RELEASE command');
		this.#begin = begin;
		this.#clock = clock;
		this.#told = told;
		this.#watch = watch;
	}

	/**
	 * The result of `work` once it is on the disk. What `work` throws undoes what it wrote, and nothing else. It may run twice, the
	 * first time for nothing: what it does outside of the transaction has to bear that.
	 * @throws Refusal `unavailable` when the disk refuses or the store is closed.
	 */
	write<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result> {
		if (this.#closed) return Promise.reject(refuse('unavailable'));
		return new Promise<Result>((resolve, reject) => {
			this.#queue.push({ run: work, resolve: resolve, reject, scope: currentScope() });
			// The transaction is for all who come in time, not for the first of them.
			this.#running ??= within(undefined, () => this.#drain());
		});
	}

	/** Finishes what was begun and takes nothing more. */
	async close(): Promise<void> {
		this.#closed = true;
		await this.#running;
	}

	async #drain(): Promise<void> {
		while (this.#queue.length > 0) {
			// The rest of this turn may bring more commands for the same fsync.
			await new Promise((resolve) => setImmediate(resolve));
			await this.#commit(this.#queue.splice(0, jobsPerCommit));
		}
		this.#running = null;
	}

	async #commit(jobs: Job<Tx>[]): Promise<void> {
		for (const job of jobs) job.scope = this.#watch.begun(job.scope);
		try {
			const settlements =
				(await this.#runAll(jobs, (job, tx) => this.#run(job, tx))) ??
				(await this.#runAll(jobs, (job, tx) => this.#runInSavepoint(job, tx)));
			this.#told.ending();
			const begun = performance.now();
			this.#execute('COMMIT');
			this.#watch.committed(jobs, begun);
			this.#told.ended();
			for (const settle of settlements) settle();
		} catch (error) {
			if (this.#connection.isTransaction) this.#connection.exec('ROLLBACK');
			this.#told.undone();
			this.#told.ended();
			this.#watch.failed(jobs, error);
			const reason = isDiskFault(error) ? refuse('unavailable') : error;
			for (const job of jobs) job.reject(reason);
		}
	}

	/** Runs them in a transaction that it begins. Null: one could not be undone alone, and all of it was undone. */
	async #runAll<Outcome extends Settle | null>(
		jobs: readonly Job<Tx>[],
		run: (job: Job<Tx>, tx: Tx) => Promise<Outcome>
	): Promise<Settle[] | Extract<Outcome, null>> {
		this.#execute('BEGIN IMMEDIATE');
		const now = this.#clock();
		const settlements: Settle[] = [];
		// Read each time: a command of the shell may have written since.
		let stamp = Number(this.#readStamp.get()?.['value']);
		for (const job of jobs) {
			// A number each: of two views that commands of one transaction made, the later one must be told from the other.
			const settle = await run(job, this.#begin(++stamp, now));
			if (!settle) {
				this.#connection.exec('ROLLBACK');
				return settle as Extract<Outcome, null>;
			}
			settlements.push(settle);
		}
		this.#keepStamp.run(stamp);
		return settlements;
	}

	/** Null: it failed, and has written. */
	async #run(job: Job<Tx>, tx: Tx): Promise<Settle | null> {
		const before = this.#written();
		try {
			const result = await within(job.scope, () => job.run(tx));
			return () => job.resolve(result);
		} catch (error) {
			this.#checkTransaction(error);
			this.#told.undone();
			return this.#written() === before ? () => job.reject(error) : null;
		}
	}

	async #runInSavepoint(job: Job<Tx>, tx: Tx): Promise<Settle> {
		this.#savepoint.run();
		try {
			const result = await within(job.scope, () => job.run(tx));
			this.#release.run();
			return () => job.resolve(result);
		} catch (error) {
			this.#checkTransaction(error);
			this.#connection.exec('ROLLBACK TO command; RELEASE command');
			this.#told.undone();
			return () => job.reject(error);
		}
	}

	/** @throws the error, where a full disk may have rolled back the whole transaction: then none of the group holds. */
	#checkTransaction(error: unknown): void {
		if (!this.#connection.isTransaction || isDiskFault(error)) throw error;
	}

	/** Waits for the lock or for the disk. */
	#execute(sql: 'BEGIN IMMEDIATE' | 'COMMIT'): void {
		const begun = performance.now();
		this.#connection.exec(sql);
		this.#watch.statement(sql, begun, 0);
	}
}
