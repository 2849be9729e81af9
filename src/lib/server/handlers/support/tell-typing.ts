import { mayWrite } from '../../policies/chat-policies.ts';
import { findChatFor } from './find-chat-for.ts';
import type { SignalContext } from './handler.ts';

/**
 * Tells the others of a chat that the caller begins or stops typing. Nobody, where nobody else sees the chat yet or what
 * is typed cannot be sent.
 */
export async function tellTyping(
	name: 'typing.start' | 'typing.stop',
	chatId: string,
	{ caller, db, push }: SignalContext
): Promise<Record<string, never>> {
	const { chat, member } = await findChatFor(db, caller.userId, chatId);
	if (chat.initiated_at !== null && mayWrite({ ...chat, role: member.role })) {
		push.toOthers(chat.id, caller.userId, name, { chatId: chat.id, userId: caller.userId });
	}
	return {};
}
