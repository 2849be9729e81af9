import { createSubscriber } from 'svelte/reactivity';
import type { User } from '../../protocol/entities.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { UserRow } from '../mirror/rows.ts';
import { followRows } from './follow-rows.ts';

/** Everybody whom this person shares a chat with or has found. */
export class People {
	#byId = new Map<string, UserRow>();
	#last = 0;
	readonly #subscribe: () => void;

	constructor(mirror: Mirror) {
		this.#subscribe = createSubscriber((update) => {
			const take = (rows: UserRow[]) => {
				for (const row of rows) this.#byId.set(row.id, row);
				update();
			};
			const { stop } = followRows(mirror.users, { take, after: this.#last });
			return () => {
				this.#last = stop();
			};
		});
	}

	get(id: string): User | undefined {
		this.#subscribe();
		return this.#byId.get(id);
	}

	/** The name to show; for somebody whom the mirror does not know (yet), a word that says so. */
	name(id: string): string {
		return this.get(id)?.displayName ?? 'Somebody';
	}
}
