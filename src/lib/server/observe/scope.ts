import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '../../protocol/ids.ts';

/** One request that is being served: an event, a request over HTTP, or the handshake of a socket. */
export class Scope {
	#requestId: string | null;

	/** `given`: the id that it came with. */
	constructor(given: string | null = null) {
		this.#requestId = given;
	}

	/** Made when it is first asked for: most requests are never spoken of. */
	get requestId(): string {
		return (this.#requestId ??= newId());
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
