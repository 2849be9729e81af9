import { newId } from '../../protocol/ids.ts';
import type { Clock } from './clock.ts';

const gatherMs = 200;
const tabsMax = 20;

/** Who is on the screens of a browser's tabs. */
export class ShownPeople {
	readonly tab = newId();
	readonly #clock: Clock;
	readonly #onOwn: () => void;
	/** Those on the screen of this tab, with how many places of it show them. */
	readonly #own = new Map<string, number>();
	/** Whom each tab shows, the one that spoke last at the end: one that crashed says no goodbye. */
	readonly #tabs = new Map<string, string[]>();
	#gathering: (() => void) | null = null;

	/** `onOwn` is called when this tab shows others, not with each of them. */
	constructor(clock: Clock, onOwn: () => void) {
		this.#clock = clock;
		this.#onOwn = onOwn;
	}

	/** Those on the screen of this tab, whoever came last first. */
	get own(): string[] {
		return [...this.#own.keys()].reverse();
	}

	/** Those on the screens of all tabs; where they are too many, those of the tab that spoke last. */
	all(max: number): string[] {
		const tabs = [...this.#tabs.values()].reverse();
		return [...new Set(tabs.flat())].slice(0, max);
	}

	/** A person is on the screen of this tab. Answers how to say that they are no more. */
	show(userId: string): () => void {
		this.#own.set(userId, (this.#own.get(userId) ?? 0) + 1);
		this.#gather();
		return () => {
			const places = (this.#own.get(userId) ?? 1) - 1;
			if (places > 0) return void this.#own.set(userId, places);
			this.#own.delete(userId);
			this.#gather();
		};
	}

	/** One tab says whom it shows. */
	note(tab: string, userIds: string[]): void {
		this.#tabs.delete(tab);
		if (userIds.length > 0) this.#tabs.set(tab, userIds);
		for (const old of [...this.#tabs.keys()].slice(0, -tabsMax)) this.#tabs.delete(old);
	}

	close(): void {
		this.#gathering?.();
	}

	#gather() {
		this.#gathering ??= this.#clock.after(gatherMs, () => {
			this.#gathering = null;
			this.note(this.tab, this.own);
			this.#onOwn();
		});
	}
}
