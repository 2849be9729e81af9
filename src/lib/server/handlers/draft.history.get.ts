import { findDraftHistory } from '../store/draft-history.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';

export default query('draft.history.get', async (payload, { caller, db }) => {
	const { chat } = await findChatFor(db, caller.userId, payload.chatId);
	return findDraftHistory(db, caller.userId, chat.id);
});
