import type { Draft } from '../../../protocol/entities.ts';
import { findChatView } from '../../store/chat-views.ts';
import { updateRemoved } from '../../store/members.ts';
import type { ChatPlace } from './find-chat-for.ts';
import type { CommandContext } from './handler.ts';

/**
 * A chat that its author alone has seen lives by its draft: it goes off the list when the draft is deleted, and
 * comes back with new words for it.
 */
export async function showWithDraft(
	context: CommandContext,
	{ chat, member }: ChatPlace,
	draft: Draft
): Promise<void> {
	if (chat.initiated_at !== null) return;
	const { tx, caller, push } = context;
	const hidden = member.removed_at !== null;
	if (draft.deleted === hidden) return;
	await updateRemoved(tx, chat.id, caller.userId, draft.deleted ? tx.now : null);
	const view = await findChatView(tx, caller.userId, chat.id);
	push.toSelf(caller.userId, draft.deleted ? 'chat.removed' : 'chat.updated', view);
}
