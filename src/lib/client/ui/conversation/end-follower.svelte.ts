import { tick } from 'svelte';

/** Whoever is so near to the end, in px, is there. */
const nearPx = 48;

/**
 * Keeps the end of a growing list in sight until the person goes away from it. The list's own way to its end goes on for a
 * moment, until all is measured, and would take back whoever scrolls up meanwhile.
 */
export class EndFollower {
	atEnd = $state(true);
	readonly #pane: () => HTMLElement | undefined;
	/** Where the pane stood when it was last heard of, in px. */
	#top = 0;
	#coming = false;

	constructor(pane: () => HTMLElement | undefined) {
		this.#pane = pane;
	}

	/** The pane was scrolled, or grew. Measured, not asked of the list, which hears later of the pane's new size. */
	look(): void {
		const pane = this.#pane();
		if (!pane || this.#coming) return;
		this.#top = pane.scrollTop;
		this.atEnd = fromEnd(pane) < nearPx;
	}

	/** Call before the list changes: the browser tells of a scroll with the next frame only, and whoever went up stays there. */
	notice(): void {
		const pane = this.#pane();
		if (pane && !this.#coming && pane.scrollTop < this.#top - 1) this.look();
	}

	/** Goes to the end, wherever one is. */
	go(): void {
		this.atEnd = true;
		if (this.#coming) return;
		this.#coming = true;
		void tick().then(() => {
			this.#coming = false;
			const pane = this.#pane();
			if (!pane || !this.atEnd) return;
			pane.scrollTop = pane.scrollHeight;
			this.#top = pane.scrollTop;
		});
	}

	/** Goes on being at the end, for who is there. */
	follow(): void {
		this.notice();
		if (this.atEnd) this.go();
	}
}

function fromEnd(pane: HTMLElement): number {
	return pane.scrollHeight - pane.scrollTop - pane.clientHeight;
}
