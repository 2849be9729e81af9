import type { OpenTabLine, Said } from '../../../src/lib/client/mirror/tab-line.ts';

/** The lines between the tabs of one browser. As with a real channel, what is said arrives later, as a copy, and not at the speaker. */
export class TabLines {
	readonly #ears = new Set<(said: Said) => void>();

	/** A line for one tab. `cut`: nothing goes through it any more, as when the tab is gone. */
	lay(): { open: OpenTabLine; cut: () => void } {
		let ear: ((said: Said) => void) | null = null;
		const cut = () => void (ear && this.#ears.delete(ear));
		const open: OpenTabLine = (hear) => {
			this.#ears.add((ear = hear));
			return { say: (said) => this.#say(hear, said), close: cut };
		};
		return { open, cut };
	}

	#say(speaker: (said: Said) => void, said: Said) {
		if (!this.#ears.has(speaker)) return;
		for (const ear of this.#ears) {
			const copy = structuredClone(said);
			if (ear !== speaker) queueMicrotask(() => this.#ears.has(ear) && ear(copy));
		}
	}
}
