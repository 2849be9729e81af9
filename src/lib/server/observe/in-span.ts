import { currentScope, Scope, within } from './scope.ts';
import type { Facts, Tracing } from './tracing.ts';

/** What a span says of what came of it. */
export type Telling<Result> = {
	facts: (result: Result) => Facts;
	/** Whether the server is at fault. */
	failed: (result: Result) => boolean;
};

/** Runs `work` inside a span of its own, where traces are wanted. `traceparent`: by whose trace it was asked for. */
export function inSpan<Result>(
	tracing: Tracing | null,
	name: string,
	telling: Telling<Result>,
	work: () => Promise<Result>,
	traceparent: string | null = null
): Promise<Result> {
	return tracing ? trace(tracing, name, telling, work, traceparent) : work();
}

async function trace<Result>(
	tracing: Tracing,
	name: string,
	{ facts, failed }: Telling<Result>,
	work: () => Promise<Result>,
	traceparent: string | null
): Promise<Result> {
	const scope = currentScope();
	const span = tracing.begin(name, scope, traceparent);
	try {
		const result = await within(new Scope(scope, span), work);
		tracing.end(span, facts(result), failed(result));
		return result;
	} catch (error) {
		tracing.end(span, {}, true);
		throw error;
	}
}
