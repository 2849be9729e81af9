import { findChatView } from '../../store/chat-views.ts';
import type { ChatFacts } from '../../store/chats.ts';
import { findViewsOfMembers } from '../../store/member-views.ts';
import type { CommandContext } from './handler.ts';

/**
 * Tells a chat as it is now to those who see it, to each in their own view. For `newcomers` it begins with that.
 */
export async function tellChat(
	{ tx, caller, push }: CommandContext,
	chat: ChatFacts,
	newcomers: ReadonlySet<string> = new Set()
): Promise<void> {
	if (chat.initiated_at === null) {
		push.toUser(caller.userId, 'chat.updated', await findChatView(tx, caller.userId, chat.id));
		return;
	}
	for (const [userId, view] of await findViewsOfMembers(tx, chat.id)) {
		push.toUser(userId, newcomers.has(userId) ? 'chat.initiated' : 'chat.updated', view);
	}
}
