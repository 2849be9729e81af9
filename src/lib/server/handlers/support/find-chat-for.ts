import { refuse } from '../../../protocol/errors.ts';
import { maySeeChat } from '../../policies/chat-policies.ts';
import { findChat, type ChatRow } from '../../store/chats.ts';
import { findMember, type MemberRow } from '../../store/members.ts';
import type { Db } from '../../store/open-store.ts';

/** A chat, and the caller's place in it. */
export type ChatPlace = { chat: ChatRow; member: MemberRow };

/**
 * The chat and the caller's place in it. A chat that was merged into another leads there, so that what was
 * written for the one arrives in the other.
 * @throws Refusal `not_found`, in the same words whether there is no such chat or it is not the caller's.
 */
export async function findChatFor(db: Db, userId: string, chatId: string): Promise<ChatPlace> {
	const found = await findChat(db, chatId);
	const member = await findMember(db, chatId, userId);
	const chat = found?.merged_into && member ? await findChat(db, found.merged_into) : found;
	const own = chat && chat.id !== chatId ? await findMember(db, chat.id, userId) : member;
	const visible =
		chat &&
		own &&
		maySeeChat({
			// A chat that went away with its emptied draft comes back with the next word for it.
			isMember: own.removed_at === null || chat.initiated_at === null,
			isCreator: chat.creator_id === userId,
			initiated: chat.initiated_at !== null,
			deleted: chat.deleted_at !== null
		});
	if (!visible) throw refuse('not_found');
	return { chat, member: own };
}
