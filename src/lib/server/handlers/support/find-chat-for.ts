import { refuse } from '../../../protocol/errors.ts';
import { maySeeChat } from '../../policies/chat-policies.ts';
import { findPlace, type ChatPlace } from '../../store/chat-places.ts';
import type { Db } from '../../store/open-store.ts';

/**
 * The chat and the caller's place in it. A chat that was merged into another leads there, so that what was
 * written for the one arrives in the other.
 * @throws Refusal `not_found`, in the same words whether there is no such chat or it is not the caller's.
 */
export async function findChatFor(db: Db, userId: string, chatId: string): Promise<ChatPlace> {
	const asked = await findPlace(db, chatId, userId);
	const into = asked?.chat.merged_into;
	const place = into ? await findPlace(db, into, userId) : asked;
	if (!place || !isSeen(place, userId)) throw refuse('not_found');
	return place;
}

function isSeen({ chat, member }: ChatPlace, userId: string): boolean {
	return maySeeChat({
		// A chat that went away with its emptied draft comes back with the next word for it.
		isMember: member.removed_at === null || chat.initiated_at === null,
		isCreator: chat.creator_id === userId,
		initiated: chat.initiated_at !== null,
		deleted: chat.deleted_at !== null
	});
}
