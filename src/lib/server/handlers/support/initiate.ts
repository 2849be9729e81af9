import type { Message } from '../../../protocol/entities.ts';
import { findDirectTwins, initiateChat, mergeChat, type ChatFacts } from '../../store/chats.ts';
import { findChatView } from '../../store/chat-views.ts';
import { findDraft, writeDraft } from '../../store/drafts.ts';
import { findViewsOfMembers } from '../../store/member-views.ts';
import { updateRemoved } from '../../store/members.ts';
import { newId } from '../../../protocol/ids.ts';
import type { CommandContext } from './handler.ts';

/** Shows a draft-only chat to its members: it has its first message. */
export async function initiate(context: CommandContext, chat: ChatFacts, message: Message): Promise<void> {
	const { tx, push } = context;
	const twins = await findDirectTwins(tx, chat);
	await initiateChat(tx, chat.id);
	// The author may have emptied the draft before, which took the chat off the list.
	await updateRemoved(tx, chat.id, chat.creator_id, null);
	for (const [userId, view] of await findViewsOfMembers(tx, chat.id)) {
		push.admit(chat.id, userId);
		push.toUser(userId, userId === message.senderId ? 'chat.updated' : 'chat.initiated', view);
	}
	for (const twin of twins) await mergeTwin(context, twin, chat);
}

/**
 * Two people opened a direct chat with each other, and this one got the first message: the other's, which
 * nobody else ever saw, leads here from now on, and its draft comes along.
 */
async function mergeTwin({ tx, push }: CommandContext, twin: ChatFacts, chat: ChatFacts): Promise<void> {
	const userId = twin.creator_id;
	const draft = await findDraft(tx, userId, twin.id);
	await mergeChat(tx, twin.id, chat.id);
	if (draft?.content) {
		const moved = await writeDraft(
			tx,
			{
				userId,
				chatId: chat.id,
				content: draft.content,
				replyTo: null,
				mutationId: newId(),
				deviceId: draft.deviceId ?? userId
			},
			(await findDraft(tx, userId, chat.id))?.version ?? 0
		);
		push.toUser(userId, 'draft.updated', moved);
	}
	push.toUser(userId, 'chat.removed', await findChatView(tx, userId, twin.id));
}
