import { createSubscriber } from 'svelte/reactivity';
import { isFull } from '../mirror/full-mark.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Whether this device has room for what the server tells; the same in every tab. */
export class Room {
	readonly #userId: string;
	readonly #subscribe = createSubscriber((update) => {
		addEventListener('storage', update);
		return () => removeEventListener('storage', update);
	});

	constructor(mirror: Mirror) {
		this.#userId = mirror.userId;
	}

	get full(): boolean {
		this.#subscribe();
		return isFull(this.#userId);
	}
}
