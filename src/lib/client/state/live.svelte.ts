import { liveQuery } from 'dexie';
import { createSubscriber } from 'svelte/reactivity';
import { tellReadFault } from '../mirror/read-faults.ts';

/** The newest answer of a query over the mirror, followed while something on the screen reads it. */
export class Live<Value> {
	#value: Value;
	#ready = false;
	readonly #subscribe: () => void;

	/** `initial` stands until the first answer. `query` may read nothing but the mirror. */
	constructor(initial: Value, query: () => Promise<Value>) {
		this.#value = initial;
		this.#subscribe = createSubscriber((update) => {
			const subscription = liveQuery(async () => query()).subscribe({
				next: (value) => {
					if (this.#ready && Object.is(value, this.#value)) return;
					this.#value = value;
					this.#ready = true;
					update();
				},
				error: tellReadFault
			});
			return () => subscription.unsubscribe();
		});
	}

	/** The first answer has come. */
	get ready(): boolean {
		this.#subscribe();
		return this.#ready;
	}

	get current(): Value {
		this.#subscribe();
		return this.#value;
	}
}
