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
	/** Where the pane stood when it was last heard of, in px; near the end, the furthest that it stood. */
	#top = 0;
	#coming = false;

	constructor(pane: () => HTMLElement | undefined) {
		this.#pane = pane;
	}

	/** The pane was scrolled, or grew. Measured, not asked of the list, which hears later of the pane's new size. */
	look(): void {
		const pane = this.#pane();
		if (!pane || this.#coming) return;
		const rest = fromEnd(pane);
		if (rest < nearPx) this.atEnd = true;
		else if (this.#isAbove(pane)) this.atEnd = false;
		// The list grew under who is there. That is no going away.
		else if (this.atEnd) return this.go();
		// Near the end the furthest place counts: many small steps up are a going away too.
		this.#top = this.atEnd && rest > 1 ? Math.max(this.#top, pane.scrollTop) : pane.scrollTop;
	}

	/** Call before the list changes: the browser tells of a scroll with the next frame only, and whoever went up stays there. */
	notice(): void {
		const pane = this.#pane();
		if (pane && !this.#coming && this.#isAbove(pane)) this.look();
	}

	/** Goes to the end, wherever one is. */
	go(): void {
		this.atEnd = true;
		if (this.#coming) return;
		this.#coming = true;
		void tick().then(() => {
			this.#arrive();
			this.#coming = false;
		});
	}

	#arrive() {
		const pane = this.#pane();
		if (!pane || !this.atEnd) return;
		// Where the list has gone by itself it hears of by this event alone. Taken back before that, it would go on waiting for it, and draw
		// nothing new until somebody scrolls.
		pane.dispatchEvent(new Event('scroll'));
		pane.scrollTop = pane.scrollHeight;
		this.#top = pane.scrollTop;
	}

	/** Goes on being at the end, for who is there. */
	follow(): void {
		this.notice();
		if (this.atEnd) this.go();
	}

	/** Somebody went up since the pane was last heard of; a pixel may be the browser's rounding. */
	#isAbove(pane: HTMLElement): boolean {
		return pane.scrollTop < this.#top - 1;
	}
}

function fromEnd(pane: HTMLElement): number {
	return pane.scrollHeight - pane.scrollTop - pane.clientHeight;
}
