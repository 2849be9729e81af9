/** Holds what passes for so many actions, or until it is opened for good. */
export class Gate {
	#now = 0;
	#open = false;
	#held: { until: number; go: () => void }[] = [];

	tick(): void {
		this.#now++;
		this.#letGo();
	}

	open(): void {
		this.#open = true;
		this.#letGo();
	}

	pass(actions: number): Promise<void> {
		if (this.#open) return Promise.resolve();
		return new Promise((go) => this.#held.push({ until: this.#now + actions, go }));
	}

	#letGo(): void {
		const may = (one: { until: number }) => this.#open || one.until <= this.#now;
		const going = this.#held.filter(may);
		this.#held = this.#held.filter((one) => !may(one));
		for (const { go } of going) go();
	}
}
