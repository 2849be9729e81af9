import type { Reply } from '../../../protocol/envelope.ts';

/** A list that the server tells page by page. */
export class Pages<Item> {
	/** `null` until the first page has come. */
	items = $state.raw<Item[] | null>(null);
	fault = $state<string>();
	/** There is more to be had. */
	more = $state(false);
	total = $state<number>();
	busy = $state(false);
	readonly #ask: (last: Item | undefined) => Promise<Reply<Item[]>>;
	readonly #onward: 'hasBefore' | 'hasAfter';
	#asked = 0;

	/** `ask`: for the page after `last`, or for the first one. `onward`: what of an answer says that there is a further one. */
	constructor(
		ask: (last: Item | undefined) => Promise<Reply<Item[]>>,
		onward: 'hasBefore' | 'hasAfter' = 'hasAfter'
	) {
		this.#ask = ask;
		this.#onward = onward;
	}

	/** From the first page on; what was asked before counts no more. */
	begin(): Promise<void> {
		return this.#fetch([]);
	}

	/** Once more, where the last question was in vain. */
	retry(): void {
		if (this.fault !== undefined) void this.begin();
	}

	next(): Promise<void> {
		return this.#fetch(this.items ?? []);
	}

	/** Puts what is newer in the place of what it was. */
	replace(isSame: (item: Item) => boolean, newer: Item): void {
		this.items = this.items?.map((item) => (isSame(item) ? newer : item)) ?? null;
	}

	async #fetch(before: Item[]): Promise<void> {
		const asked = ++this.#asked;
		this.busy = true;
		const reply = await this.#ask(before.at(-1));
		if (asked !== this.#asked) return;
		this.busy = false;
		this.fault = reply.ok ? undefined : reply.error.message;
		if (!reply.ok) return;
		this.items = [...before, ...reply.data];
		this.more = reply.meta?.[this.#onward] ?? false;
		this.total = reply.meta?.total;
	}
}
