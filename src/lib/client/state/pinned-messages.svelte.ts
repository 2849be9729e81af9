import { readPinned } from '../mirror/apply-pins.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { readChanges, withChanges, type ShownMessage } from '../mirror/pending-changes.ts';
import { Live } from './live.svelte.ts';

/** The pinned messages of a chat, those that were pinned last first, with the own changes that wait. */
export class PinnedMessages {
	readonly #list: Live<ShownMessage[]>;

	constructor(mirror: Mirror, chatId: string) {
		this.#list = new Live<ShownMessage[]>([], () => read(mirror, chatId));
	}

	get list(): ShownMessage[] {
		return this.#list.current;
	}
}

async function read(mirror: Mirror, chatId: string): Promise<ShownMessage[]> {
	const pinned = await readPinned(mirror, chatId);
	const waiting = await mirror.outbox.where('event').equals('message.pin').toArray();
	const ids = waiting.flatMap((row) =>
		row.event === 'message.pin' && row.chatId === chatId && row.payload.on ? row.payload.id : []
	);
	const known = new Set(pinned.map((row) => row.id));
	const more = await mirror.messages.bulkGet(ids.filter((id) => !known.has(id)));
	const all = [...pinned, ...more.filter((row) => row !== undefined)];
	const shown = withChanges(await readChanges(mirror), all, mirror.userId);
	return shown
		.filter((message) => message.pinnedAt !== null && message.content !== null)
		.sort((one, other) => (other.pinnedAt ?? 0) - (one.pinnedAt ?? 0));
}
