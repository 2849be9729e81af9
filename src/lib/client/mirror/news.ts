import type { ChatRow } from './rows.ts';

/** Messages of others came into a chat, with places above `afterSeq`. */
export type News = { chatId: string; afterSeq: number };

/** What came into a chat with a write of its row; nothing where all of it was read before. */
export function newsOf(before: ChatRow | undefined, after: ChatRow): News[] {
	const afterSeq = before?.lastSeq ?? 0;
	const came = after.lastSeq > afterSeq && after.unread > 0 && !after.removed;
	return came ? [{ chatId: after.id, afterSeq }] : [];
}
