import type { Mirror } from '../mirror/mirror.ts';
import type { DraftRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** The draft of one chat as the mirror has it. */
export class DraftModel {
	readonly #row: Live<DraftRow | undefined>;

	constructor(mirror: Mirror, chatId: string) {
		this.#row = new Live<DraftRow | undefined>(undefined, () => mirror.drafts.get(chatId));
	}

	/** The mirror has been read: without a row there is no draft. */
	get ready(): boolean {
		return this.#row.ready;
	}

	get row(): DraftRow | undefined {
		return this.#row.current;
	}
}
