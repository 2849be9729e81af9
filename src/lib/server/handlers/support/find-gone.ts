import type { Chat } from '../../../protocol/entities.ts';
import { findChatView } from '../../store/chat-views.ts';
import { findMember } from '../../store/members.ts';
import type { Db } from '../../store/open-store.ts';

/**
 * The chat that this person left or destroyed before, for the same request once more; null if there is no such thing.
 * For who was taken out by somebody else there is nothing to repeat.
 */
export async function findGone(db: Db, userId: string, chatId: string): Promise<Chat | null> {
	const own = await findMember(db, chatId, userId);
	if (!own || own.removed_at === null || own.removed_by !== userId) return null;
	return findChatView(db, userId, chatId);
}
