/** What people have seen with their own eyes; the server and the mirrors are held to it at the end. */
export class Ledger {
	/** Words that stood under “Saved…”, and whose they are. */
	readonly saved = new Map<string, string>();
	/** Words that were sent or deleted, and not brought back by hand. */
	readonly gone = new Set<string>();
	/** Words of messages that were deleted or written over by hand. */
	readonly given = new Set<string>();
	/** Messages that the server acknowledged: their place. */
	readonly acknowledged = new Map<string, { chatId: string; seq: number }>();
	/** Messages that people sent and did not take back, and what they say. */
	readonly sent = new Map<string, string[]>();
	/** How often a word was sent, whether or not anybody saw that the disk had it. */
	readonly sendings = new Map<string, number>();
	/** What was seen to go wrong on the way. */
	readonly faults: string[] = [];
	readonly #fetched = new Set<string>();
	#count = 0;

	word(): string {
		this.#count++;
		// No word is a part of another, nor looks like a correction of one.
		return `<${this.#count}word${this.#count}>`;
	}

	save(userId: string, words: string[]): void {
		for (const word of words) this.saved.set(word, userId);
	}

	leave(words: string[]): void {
		for (const word of words) if (!this.#fetched.has(word)) this.gone.add(word);
	}

	/** Somebody brought them back. Another device that has not heard of it may send or delete them: then they are in both. */
	fetch(words: string[]): void {
		for (const word of words) {
			this.#fetched.add(word);
			this.gone.delete(word);
		}
	}
}
