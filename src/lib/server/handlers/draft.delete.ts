import { changeDraft } from './support/change-draft.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';

export default command('draft.delete', async (payload, context) => {
	const place = await findChatFor(context.tx, context.caller.userId, payload.chatId);
	return changeDraft(context, place, {
		content: null,
		replyTo: null,
		baseVersion: payload.baseVersion,
		mutationId: payload.mutationId
	});
});
