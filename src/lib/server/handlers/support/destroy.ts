import { refuse } from '../../../protocol/errors.ts';
import type { Chat } from '../../../protocol/entities.ts';
import { appendAudit } from '../../store/audit.ts';
import { findChat } from '../../store/chats.ts';
import { destroyChat } from '../../store/destroy-chat.ts';
import { findViewsOfLost } from '../../store/member-views.ts';
import type { CommandContext } from './handler.ts';

/** Destroys a chat for everybody, and tells those who saw it. Answers what is left of it for the caller. */
export async function destroy({ tx, caller, push }: CommandContext, chatId: string): Promise<Chat> {
	await destroyChat(tx, chatId, caller.userId);
	await appendAudit(tx, { action: 'chat.deleted', actorId: caller.userId, details: { chatId } });
	const chat = await findChat(tx, chatId);
	if (!chat) throw refuse('not_found');
	const views = await findViewsOfLost(tx, chat);
	const own = views.get(caller.userId);
	if (!own) throw refuse('not_found');
	for (const [userId, view] of views) {
		push.dismiss(chatId, userId);
		if (chat.initiated_at !== null || userId === caller.userId) push.toUser(userId, 'chat.removed', view);
	}
	return own;
}
