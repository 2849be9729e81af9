/** Counts the connections on which nobody has signed in yet, by the address that they come from. */
export class Strangers {
	readonly #open = new Map<string, number>();
	readonly #perAddressMax: number;

	constructor(perAddressMax: number) {
		this.#perAddressMax = perAddressMax;
	}

	mayCome(address: string): boolean {
		return this.#count(address) < this.#perAddressMax;
	}

	/** One has come. Answers how to say that it is gone, or known by now; the second call says nothing. */
	come(address: string): () => void {
		this.#open.set(address, this.#count(address) + 1);
		let counted = true;
		return () => {
			if (!counted) return;
			counted = false;
			const left = this.#count(address) - 1;
			if (left > 0) this.#open.set(address, left);
			else this.#open.delete(address);
		};
	}

	#count(address: string): number {
		return this.#open.get(address) ?? 0;
	}
}
