import { findChatView } from '../../store/chat-views.ts';
import type { ChatFacts } from '../../store/chats.ts';
import { showHidden } from '../../store/members.ts';
import type { CommandContext } from './handler.ts';

/** Puts a direct chat that some deleted for themselves back on their lists, or on those of `userIds` alone. */
export async function comeBack(
	{ tx, push }: Pick<CommandContext, 'tx' | 'push'>,
	chat: ChatFacts,
	userIds?: readonly string[]
): Promise<void> {
	if (chat.kind !== 'direct') return;
	for (const userId of await showHidden(tx, chat.id, userIds)) {
		push.admit(chat.id, userId);
		push.toSelf(userId, 'chat.updated', await findChatView(tx, userId, chat.id));
	}
}
