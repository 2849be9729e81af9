import type { Logger } from 'pino';
import { rounded } from './rounded.ts';
import { currentScope, Scope } from './scope.ts';
import type { Tracing } from './tracing.ts';

/** Is told that a statement is over. `sql` holds no values; `begun` is by `performance.now()`. */
export type StatementWatch = (sql: string, begun: number, rows: number) => void;

/** What the store tells of its work. */
export type StoreWatch = {
	statement: StatementWatch;
	/** A command begins that was asked for in this scope. Answers the one in which it runs. */
	begun(scope: Scope | undefined): Scope | undefined;
	/** Commands of these scopes are on the disk, in one transaction; the commit began at this time, by `performance.now()`. */
	committed(scopes: Scopes, begun: number): void;
	/** Nothing of these commands was written. */
	failed(scopes: Scopes, error: unknown): void;
};

type Scopes = readonly { scope: Scope | undefined }[];

/** Who opens a database beside the server watches nothing. */
export const unwatched: StoreWatch = {
	statement: () => undefined,
	begun: (scope) => scope,
	committed: () => undefined,
	failed: () => undefined
};

/** Tells the log and the traces of what the store does. `count` is told of each transaction how many commands it held, and how long its commit took. */
export function watchStore(
	log: Logger,
	slowMs: number,
	tracing: Tracing | null,
	count: (commands: number, seconds: number) => void
): StoreWatch {
	// Asked once, not at every statement.
	const [speaksOfAll, speaksOfCommits] = [log.isLevelEnabled('trace'), log.isLevelEnabled('debug')];
	return {
		statement: (sql, begun, rows) => {
			const ms = performance.now() - begun;
			if (ms >= slowMs) log.warn({ sql, ms: rounded(ms), rows }, 'A statement was slow.');
			else if (speaksOfAll) log.trace({ sql, ms: rounded(ms), rows }, 'A statement was run.');
			tracing?.statement(currentScope(), sql, begun, rows);
		},
		begun: (scope) =>
			tracing && scope?.span ? new Scope(scope, tracing.begin('transaction', scope)) : scope,
		committed: (commands, begun) => {
			const ms = performance.now() - begun;
			count(commands.length, ms / 1000);
			if (tracing) traceCommit(tracing, commands, begun);
			if (!speaksOfCommits) return;
			const facts = { requests: requestsOf(commands), commands: commands.length, ms: rounded(ms) };
			log.debug(facts, 'A transaction is on the disk.');
		},
		failed: (commands, error) => {
			log.error({ requests: requestsOf(commands), err: error }, 'A transaction could not be written.');
			for (const { scope } of commands) if (scope?.span) tracing?.end(scope.span, {}, true);
		}
	};
}

/** The commit is part of every command's transaction: each of them waited for it. */
function traceCommit(tracing: Tracing, commands: Scopes, begun: number): void {
	for (const { scope } of commands) {
		if (!scope?.span) continue;
		tracing.statement(scope, 'COMMIT', begun, 0);
		tracing.end(scope.span, { 'inkling.commands': commands.length }, false);
	}
}

/** A request may have brought several commands, and what the server does by itself is for none. */
function requestsOf(commands: Scopes): string[] {
	return [...new Set(commands.flatMap(({ scope }) => (scope ? [scope.requestId] : [])))];
}
