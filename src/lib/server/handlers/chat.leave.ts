import { findChatFor } from './support/find-chat-for.ts';
import { findGone } from './support/find-gone.ts';
import { command } from './support/handler.ts';
import { leave } from './support/leave.ts';

export default command('chat.leave', async (payload, context) => {
	const { tx, caller } = context;
	const before = await findGone(tx, caller.userId, payload.chatId);
	return before ?? leave(context, await findChatFor(tx, caller.userId, payload.chatId));
});
