import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { Live } from './live.svelte.ts';

type Refused = { key: string; reason: string };

/** That the server did not let this person leave or delete a chat, with the reason. */
export class RefusedFarewell {
	readonly #refused: Live<Refused | null>;

	constructor(mirror: Mirror, chatId: string) {
		this.#refused = new Live<Refused | null>(null, async () => {
			for (const key of [`leave:${chatId}`, `delete-chat:${chatId}`]) {
				const row = await findOutboxRow(mirror, key);
				if (row?.state !== 'refused') continue;
				return { key, reason: row.error?.message ?? 'The server refused it.' };
			}
			return null;
		});
	}

	get current(): Refused | null {
		return this.#refused.current;
	}
}
