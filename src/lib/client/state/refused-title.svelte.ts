import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

/** A title that this person gave a chat and that the server refused, with the reason. */
export class RefusedTitle {
	readonly #title: Live<{ key: string; title: string; reason: string } | null>;

	constructor(mirror: Mirror, chatId: string) {
		this.#title = new Live<{ key: string; title: string; reason: string } | null>(null, async () => {
			const row = await findOutboxRow(mirror, `title:${chatId}`);
			if (row?.event !== 'chat.title.update' || row.state !== 'refused') return null;
			const { key, payload, error } = row;
			return { key, title: payload.title, reason: error?.message ?? 'The server refused it.' };
		});
	}

	get current(): { key: string; title: string; reason: string } | null {
		return this.#title.current;
	}
}
