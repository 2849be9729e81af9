import type { Draft } from '../../../protocol/entities.ts';
import type { ChatPlace } from '../../store/chat-places.ts';
import { findChatView } from '../../store/chat-views.ts';
import { updateRemoved } from '../../store/members.ts';
import { comeBack } from './come-back.ts';
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
	const { tx, caller, push } = context;
	if (chat.initiated_at !== null) {
		// Words that another device still had for a chat that was deleted here show it again: they must be found.
		if (member.hidden === 1 && !draft.deleted) await comeBack(context, chat, [caller.userId]);
		return;
	}
	const hidden = member.removed_at !== null;
	if (draft.deleted === hidden) return;
	await updateRemoved(tx, chat.id, caller.userId, draft.deleted ? tx.now : null);
	const view = await findChatView(tx, caller.userId, chat.id);
	push.toSelf(caller.userId, draft.deleted ? 'chat.removed' : 'chat.updated', view);
}
