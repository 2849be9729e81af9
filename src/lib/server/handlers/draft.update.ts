import { changeDraft } from './support/change-draft.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';

export default command('draft.update', async (payload, context) => {
	const place = await findChatFor(context.tx, context.caller.userId, payload.chatId);
	return changeDraft(context, place, {
		content: payload.content,
		replyTo: payload.replyTo ?? null,
		baseVersion: payload.baseVersion,
		mutationId: payload.mutationId
	});
});
