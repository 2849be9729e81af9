import type { Mirror } from './mirror.ts';
import type { OutboxRow } from './rows.ts';

/**
 * The messages of a chat that something is about which this device alone has: what waits or was refused, a change that is
 * being written, a draft, or an earlier one. Call it inside `commit`.
 */
export async function neededMessages(mirror: Mirror, chatId: string): Promise<Set<string>> {
	const unsent = await mirror.outbox.where('chatId').equals(chatId).toArray();
	const edits = await mirror.edits.where('chatId').equals(chatId).toArray();
	const earlier = await mirror.draftHistory.where('chatId').equals(chatId).toArray();
	const draft = await mirror.drafts.get(chatId);
	const answered = [draft, draft?.rival, draft?.heard, ...earlier].map((text) => text?.replyTo);
	const ids = [
		...unsent.flatMap(messagesOf),
		...edits.map((edit) => edit.messageId),
		...answered,
		...(await forwardedFrom(mirror, chatId))
	];
	return new Set(ids.filter((id) => typeof id === 'string'));
}

function messagesOf({ event, payload }: OutboxRow): (string | null)[] {
	if (event === 'draft.update') return [payload.replyTo];
	if (event === 'message.send') return [payload.id, payload.replyTo];
	return event.startsWith('message.') && 'id' in payload ? [payload.id] : [];
}

/** What is forwarded to any chat: a refused forward is sent again with what the original says by then. */
async function forwardedFrom(mirror: Mirror, chatId: string): Promise<string[]> {
	const sends = await mirror.outbox.where('event').equals('message.send').toArray();
	const ids = sends.flatMap((row) => (row.event === 'message.send' ? (row.payload.forwardOf ?? []) : []));
	const originals = await mirror.messages.bulkGet(ids);
	return originals.filter((row) => row?.chatId === chatId).flatMap((row) => row?.id ?? []);
}
