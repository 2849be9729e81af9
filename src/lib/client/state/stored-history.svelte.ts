import { readBudget } from '../mirror/history-budget.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

const megabyte = 1_000_000;

/** What a person may choose, in bytes. */
export const historyBudgets = [50, 200, 500, 1000].map((size) => size * megabyte);

/** How much of the chats' history is stored on this device, and how much may be. */
export class StoredHistory {
	readonly #bytes: Live<number | null>;
	readonly #budget: Live<number | null>;

	constructor(mirror: Mirror) {
		this.#bytes = new Live<number | null>(null, async () => {
			const rows = await mirror.histories.toArray();
			return rows.reduce((sum, row) => sum + row.bytes, 0);
		});
		this.#budget = new Live<number | null>(null, () => readBudget(mirror));
	}

	/** About so many bytes; `null`: not read yet. */
	get bytes(): number | null {
		return this.#bytes.current;
	}

	/** At most so many bytes; `null`: not read yet. */
	get budget(): number | null {
		return this.#budget.current;
	}
}
