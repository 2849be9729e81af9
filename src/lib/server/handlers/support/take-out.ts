import type { Chat } from '../../../protocol/entities.ts';
import { appendAudit } from '../../store/audit.ts';
import type { ChatPlace } from '../../store/chat-places.ts';
import { findChatView } from '../../store/chat-views.ts';
import { recountMembers } from '../../store/chats.ts';
import { deleteMember, removeMember } from '../../store/members.ts';
import type { CommandContext } from './handler.ts';
import { tellChat } from './tell-chat.ts';

/** Takes somebody out of a group: they get nothing more of it from this commit on. The others are told. */
export async function takeOut(
	context: CommandContext,
	chat: ChatPlace['chat'],
	userId: string
): Promise<Chat | null> {
	const { tx, caller, push } = context;
	const details = { chatId: chat.id };
	await appendAudit(tx, { action: 'member.removed', actorId: caller.userId, targetId: userId, details });
	if (chat.initiated_at === null) {
		// They never saw it, so they need not hear that it is gone.
		await deleteMember(tx, chat.id, userId);
		await recountMembers(tx, chat.id);
		await tellChat(context, chat);
		return null;
	}
	await removeMember(tx, chat.id, userId, caller.userId);
	await recountMembers(tx, chat.id);
	const view = await findChatView(tx, userId, chat.id);
	push.dismiss(chat.id, userId);
	push.toUser(userId, 'chat.removed', view);
	await tellChat(context, chat);
	return view;
}
