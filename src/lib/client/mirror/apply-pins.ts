import { Dexie } from 'dexie';
import type { Message } from '../../protocol/entities.ts';
import { apply } from './apply.ts';
import { commit } from './commit.ts';
import type { Mirror } from './mirror.ts';
import type { MessageRow } from './rows.ts';

/** The messages of a chat that are pinned as far as the mirror knows, those that were pinned last first. */
export function readPinned(mirror: Mirror, chatId: string): Promise<MessageRow[]> {
	// The index holds pinned messages alone: the others have nothing to be found by in it.
	return mirror.messages
		.where('[chatId+pinnedAt]')
		.between([chatId, Dexie.minKey], [chatId, Dexie.maxKey])
		.reverse()
		.toArray();
}

/** Writes which messages are pinned. `before`: those that were when the server was asked; of a later one it could not tell. */
export function applyPins(mirror: Mirror, before: MessageRow[], pinned: Message[]): Promise<void> {
	const told = new Set(pinned.map((message) => message.id));
	return commit(mirror, async () => {
		await apply(mirror, { messages: pinned });
		for (const { id, version } of before.filter((row) => !told.has(row.id))) {
			const row = await mirror.messages.get(id);
			if (row?.version === version) await mirror.messages.put({ ...row, pinnedAt: null });
		}
	});
}
