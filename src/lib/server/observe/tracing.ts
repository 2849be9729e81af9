import type { Span } from '@opentelemetry/api';
import type { Scope } from './scope.ts';

/** What a span says: names, codes and numbers, and nothing of anybody. */
export type Facts = Record<string, string | number>;

/** Spans of what is done, for a collector of OpenTelemetry. */
export type Tracing = {
	/** Begins a span below the one of this scope; without one, below that of who asked, as `traceparent` names it. */
	begin(name: string, scope: Scope | undefined, traceparent?: string | null): Span;
	/** A span for a statement that is over; `begun` is by `performance.now()`. What is done for no request has none. */
	statement(scope: Scope | undefined, sql: string, begun: number, rows: number): void;
	/** Says the last of a span. `failed`: the server is at fault. */
	end(span: Span, facts: Facts, failed: boolean): void;
	/** Sends what is left; a collector that does not answer is not waited for. */
	stop(): Promise<void>;
};

/** Where traces go: the collector's address, and as whose. */
export type TracingSettings = { endpoint: string; serviceName: string };
