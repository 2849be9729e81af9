import type { Logger } from 'pino';
import { rounded } from './rounded.ts';
import type { Scope } from './scope.ts';

/** Is told that a statement is over. `sql` holds no values; `begun` is by `performance.now()`. */
export type StatementWatch = (sql: string, begun: number, rows: number) => void;

/** What the store tells of its work. */
export type StoreWatch = {
	statement: StatementWatch;
	/** Commands of these scopes are on the disk, in one transaction; the commit began at this time, by `performance.now()`. */
	committed(scopes: Scopes, begun: number): void;
	/** Nothing of these commands was written. */
	failed(scopes: Scopes, error: unknown): void;
};

type Scopes = readonly { scope: Scope | undefined }[];

/** Who opens a database beside the server watches nothing. */
export const unwatched: StoreWatch = {
	statement: () => undefined,
	committed: () => undefined,
	failed: () => undefined
};

/** `count` is told of each transaction how many commands it held, and how long its commit took. */
export function watchStore(
	log: Logger,
	slowMs: number,
	count: (commands: number, seconds: number) => void
): StoreWatch {
	// Asked once, not at every statement.
	const [speaksOfAll, speaksOfCommits] = [log.isLevelEnabled('trace'), log.isLevelEnabled('debug')];
	return {
		statement: (sql, begun, rows) => {
			const ms = performance.now() - begun;
			if (ms >= slowMs) log.warn({ sql, ms: rounded(ms), rows }, 'A statement was slow.');
			else if (speaksOfAll) log.trace({ sql, ms: rounded(ms), rows }, 'A statement was run.');
		},
		committed: (commands, begun) => {
			const ms = performance.now() - begun;
			count(commands.length, ms / 1000);
			if (!speaksOfCommits) return;
			const facts = { requests: requestsOf(commands), commands: commands.length, ms: rounded(ms) };
			log.debug(facts, 'A transaction is on the disk.');
		},
		failed: (commands, error) =>
			log.error({ requests: requestsOf(commands), err: error }, 'A transaction could not be written.')
	};
}

/** A request may have brought several commands, and what the server does by itself is for none. */
function requestsOf(commands: Scopes): string[] {
	return [...new Set(commands.flatMap(({ scope }) => (scope ? [scope.requestId] : [])))];
}
