import { refuse } from '../../protocol/errors.ts';
import { findDraftHistory } from '../store/draft-history.ts';
import { changeDraft } from './support/change-draft.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';

export default command('draft.history.restore', async (payload, context) => {
	const { tx, caller } = context;
	const place = await findChatFor(tx, caller.userId, payload.chatId);
	const entries = await findDraftHistory(tx, caller.userId, place.chat.id);
	const entry = entries.find((each) => each.id === payload.id);
	if (!entry) throw refuse('not_found', 'This text is no longer in the history.');
	return changeDraft(context, place, {
		content: entry.content,
		replyTo: null,
		baseVersion: payload.baseVersion,
		mutationId: payload.mutationId
	});
});
