import { findPinned } from '../store/messages.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';

export default query('message.pin.list', async ({ chatId }, { caller, db }) => {
	const { chat, member } = await findChatFor(db, caller.userId, chatId);
	return findPinned(db, { chatId: chat.id, clearedSeq: member.cleared_seq });
});
