import { findChatView } from '../../store/chat-views.ts';
import type { ChatRow } from '../../store/chats.ts';
import { memberIds } from '../../store/members.ts';
import type { CommandContext } from './handler.ts';

/** Tells a chat as it is now to those who see it, to each in their own view. */
export async function tellChat({ tx, caller, push }: CommandContext, chat: ChatRow): Promise<void> {
	const seers = chat.initiated_at === null ? [caller.userId] : await memberIds(tx, chat.id);
	for (const userId of seers) push.toUser(userId, 'chat.updated', await findChatView(tx, userId, chat.id));
}
