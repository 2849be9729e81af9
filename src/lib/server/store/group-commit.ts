import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { refuse } from '../../protocol/errors.ts';
import { currentScope, within, type Scope } from '../observe/scope.ts';
import { unwatched, type StoreWatch } from '../observe/store-watch.ts';
import { isDiskFault } from './dialects/sqlite.ts';

/** How many commands share one transaction at most; it bounds how long the event loop is held. */
const jobsPerCommit = 256;

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

/**
 * Runs commands that arrive in the same turn of the event loop inside one transaction, each in its own
 * savepoint, with one fsync for all. A promise settles after the commit and never before.
 */
export class GroupCommit<Tx> {
	readonly #connection: DatabaseSync;
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
		connection: DatabaseSync,
		begin: BeginTransaction<Tx>,
		clock: () => number,
		told: Told = { ending: () => undefined, undone: () => undefined, ended: () => undefined },
		watch: StoreWatch = unwatched
	) {
		this.#connection = connection;
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
	 * The result of `work` once it is on the disk. What `work` throws undoes what it wrote, and nothing else.
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
			this.#execute('BEGIN IMMEDIATE');
			const now = this.#clock();
			const settlements: (() => void)[] = [];
			// Read each time: a command of the shell may have written since.
			let stamp = Number(this.#readStamp.get()?.['value']);
			// A number each: of two views that commands of one transaction made, the later one must be told from the other.
			for (const job of jobs) settlements.push(await this.#runInSavepoint(job, this.#begin(++stamp, now)));
			this.#keepStamp.run(stamp);
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

	async #runInSavepoint(job: Job<Tx>, tx: Tx): Promise<() => void> {
		this.#savepoint.run();
		try {
			const result = await within(job.scope, () => job.run(tx));
			this.#release.run();
			return () => job.resolve(result);
		} catch (error) {
			// A full disk may have rolled back the whole transaction: then none of the group holds.
			if (!this.#connection.isTransaction || isDiskFault(error)) throw error;
			this.#connection.exec('ROLLBACK TO command; RELEASE command');
			this.#told.undone();
			return () => job.reject(error);
		}
	}

	/** Waits for the lock or for the disk. */
	#execute(sql: 'BEGIN IMMEDIATE' | 'COMMIT'): void {
		const begun = performance.now();
		this.#connection.exec(sql);
		this.#watch.statement(sql, begun, 0);
	}
}
