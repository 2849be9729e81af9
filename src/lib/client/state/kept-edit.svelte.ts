import type { Mirror } from '../mirror/mirror.ts';
import type { EditRow } from '../mirror/rows.ts';
import { Live } from './live.svelte.ts';

/** The change of a message that was begun in a chat and neither sent nor left, the newest if there are several. */
export class KeptEdit {
	readonly #edit: Live<EditRow | undefined>;

	constructor(mirror: Mirror, chatId: string) {
		this.#edit = new Live<EditRow | undefined>(undefined, async () => {
			const edits = await mirror.edits.where('chatId').equals(chatId).sortBy('updatedAt');
			return edits.at(-1);
		});
	}

	get current(): EditRow | undefined {
		return this.#edit.current;
	}
}
