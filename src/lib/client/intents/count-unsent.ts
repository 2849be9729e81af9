import type { Mirror } from '../mirror/mirror.ts';

/** How much of what this person wrote is on this device alone. */
export type Unsent = { messages: number; changes: number; drafts: number };

const changes = ['message.edit', 'message.delete', 'chat.title.update', 'chat.create'] as const;

/** Counts what would be gone with the mirror, what the server refused included. */
export async function countUnsent(mirror: Mirror): Promise<Unsent> {
	const [messages, sentChanges, edits, drafts] = await Promise.all([
		mirror.outbox.where('event').equals('message.send').count(),
		mirror.outbox
			.where('event')
			.anyOf([...changes])
			.count(),
		mirror.edits.count(),
		mirror.drafts.filter((row) => row.unsynced && row.content !== null).count()
	]);
	return { messages, changes: sentChanges + edits, drafts };
}
