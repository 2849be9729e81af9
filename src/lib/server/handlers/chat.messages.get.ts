import { findPage, type Page } from '../store/messages.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';

export default query('chat.messages.get', async (payload, { caller, db, meta }) => {
	const { chat } = await findChatFor(db, caller.userId, payload.chatId);
	const { chatId: _, ...page } = payload;
	const messages = await findPage(db, chat.id, page as Page);
	const first = messages[0]?.seq;
	const last = messages.at(-1)?.seq;
	// Seqs are dense: a page is empty because it lies before the first message, or behind the last.
	meta.hasBefore = first === undefined ? chat.last_seq > 0 && payload.beforeSeq === undefined : first > 1;
	meta.hasAfter = last === undefined ? chat.last_seq > 0 && !meta.hasBefore : last < chat.last_seq;
	meta.lastSeq = chat.last_seq;
	return messages;
});
