import type { Mirror } from '../mirror/mirror.ts';
import type { MessageRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** One message, as far as the mirror has it. */
export class OneMessage {
	readonly #row: Live<MessageRow | undefined>;

	constructor(mirror: Mirror, id: string) {
		this.#row = new Live<MessageRow | undefined>(undefined, () => mirror.messages.get(id));
	}

	/** The mirror has been read. */
	get ready(): boolean {
		return this.#row.ready;
	}

	get row(): MessageRow | undefined {
		return this.#row.current;
	}
}
