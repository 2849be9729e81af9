import { newId } from '../../protocol/ids.ts';
import { readFact, writeFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { ConnectionState } from '../mirror/rows.ts';

/**
 * The time in which one tab leads. What it tells of the connection counts only until the next tab's: a tab that was frozen
 * does not know yet that it leads no more, and finds its own connection dead.
 */
export class Term {
	readonly #id = newId();
	readonly #mirror: Mirror;

	private constructor(mirror: Mirror) {
		this.#mirror = mirror;
	}

	static async begin(mirror: Mirror): Promise<Term> {
		const term = new Term(mirror);
		await writeFact(mirror, 'term', term.#id);
		return term;
	}

	/** Tells all tabs how things stand. */
	async tell(state: ConnectionState): Promise<void> {
		const { facts } = this.#mirror;
		await this.#mirror.transaction('rw', facts, async () => {
			if ((await readFact(this.#mirror, 'term')) !== this.#id) return;
			await writeFact(this.#mirror, 'connection', state);
		});
	}
}
