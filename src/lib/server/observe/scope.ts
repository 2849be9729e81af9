import { AsyncLocalStorage } from 'node:async_hooks';
import type { Span } from '@opentelemetry/api';
import { newId } from '../../protocol/ids.ts';

/** What is being done, and for which request: an event, a request over HTTP, or the handshake of a socket. */
export class Scope {
	readonly #outer: Scope | null;
	#requestId: string | null;
	/** Null where no traces are wanted. */
	readonly span: Span | null;

	/** `request`: the scope that this is a part of, or the id that a request came with. */
	constructor(request: Scope | string | null = null, span: Span | null = null) {
		this.#outer = request instanceof Scope ? request : null;
		this.#requestId = typeof request === 'string' ? request : null;
		this.span = span;
	}

	/** Made when it is first asked for: most requests are never spoken of. */
	get requestId(): string {
		return this.#outer?.requestId ?? (this.#requestId ??= newId());
	}
}

const scopes = new AsyncLocalStorage<Scope | undefined>();

/** Runs `work` in this scope, or in none, with all that it begins. */
export function within<Result>(scope: Scope | undefined, work: () => Result): Result {
	return scopes.run(scope, work);
}

/** Undefined: nothing is being done for a request. */
export function currentScope(): Scope | undefined {
	return scopes.getStore();
}

/** The id under which the log knows what is being done now. */
export function currentRequestId(): string {
	return currentScope()?.requestId ?? newId();
}
