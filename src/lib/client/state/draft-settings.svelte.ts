import { readFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

/** What this person chose for the drafts on this device, the same in every tab. */
export class DraftSettings {
	readonly #stayHere: Live<boolean>;

	constructor(mirror: Mirror) {
		this.#stayHere = new Live(false, async () => (await readFact(mirror, 'draftsStayHere')) ?? false);
	}

	/** Texts stay on this device until they are sent. */
	get stayHere(): boolean {
		return this.#stayHere.current;
	}
}
