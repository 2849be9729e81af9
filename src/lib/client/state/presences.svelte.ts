import { createSubscriber } from 'svelte/reactivity';
import type { Presence } from '../../protocol/entities.ts';
import type { Moment } from '../mirror/moment.ts';
import type { Connection } from './connection.svelte.ts';

/** Who is there and who types. Sync asks the server for those people alone whom something on a screen reads here. */
export class Presences {
	readonly #moment: Moment;
	readonly #connection: Connection;
	/** By the id of a person or a chat. */
	readonly #subscribers = new Map<string, () => void>();

	constructor(moment: Moment, connection: Connection) {
		this.#moment = moment;
		this.#connection = connection;
	}

	/** The server's time now; not followed. */
	get serverNow(): number {
		return this.#moment.serverNow;
	}

	/** `undefined`: not known, as of everybody while there is no connection. */
	of(userId: string): Presence | undefined {
		this.#follow(userId, () => this.#moment.show(userId));
		return this.#connected ? this.#moment.of(userId) : undefined;
	}

	/** The ids of those who type in a chat. */
	typingIn(chatId: string): string[] {
		this.#follow(chatId, () => () => {});
		return this.#connected ? this.#moment.typingIn(chatId) : [];
	}

	get #connected(): boolean {
		const { state } = this.#connection;
		return state === 'online' || state === 'updating';
	}

	#follow(id: string, begin: () => () => void) {
		let subscribe = this.#subscribers.get(id);
		if (!subscribe) {
			subscribe = createSubscriber((update) => {
				const ends = [this.#moment.follow(id, update), begin()];
				return () => {
					for (const end of ends) end();
					this.#subscribers.delete(id);
				};
			});
			this.#subscribers.set(id, subscribe);
		}
		subscribe();
	}
}
