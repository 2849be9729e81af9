import type { ClientEventName, ClientEvents, Handler } from './events.ts';

/** Hands on what comes to who asked for it, and waits until they have done with it. */
export class Emitter {
	readonly #handlers = new Map<ClientEventName, Set<(data: never) => unknown>>();

	/** Answers how to stop it. */
	on<Name extends ClientEventName>(name: Name, handler: Handler<Name>): () => void {
		const handlers = this.#handlers.get(name) ?? new Set();
		this.#handlers.set(name, handlers.add(handler));
		return () => void handlers.delete(handler);
	}

	/** Whether anybody has asked for it. */
	hears(name: ClientEventName): boolean {
		return (this.#handlers.get(name)?.size ?? 0) > 0;
	}

	/** Resolves when all handlers have ended. @throws what the first of them throws. */
	async emit<Name extends ClientEventName>(name: Name, data: ClientEvents[Name]): Promise<void> {
		for (const handler of [...(this.#handlers.get(name) ?? [])]) await (handler as Handler<Name>)(data);
	}
}
