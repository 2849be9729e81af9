import { findPage, type Page } from '../store/messages.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';

export default query('chat.messages.get', async (payload, { caller, db, meta }) => {
	const { chat, member } = await findChatFor(db, caller.userId, payload.chatId);
	const { chatId: _, ...page } = payload;
	const { cleared_seq: clearedSeq } = member;
	const messages = await findPage(db, { chatId: chat.id, clearedSeq }, page as Page);
	const first = messages[0]?.seq;
	const last = messages.at(-1)?.seq;
	// Seqs are dense: a page is empty because it lies before the first message, or behind the last.
	const none = chat.last_seq === clearedSeq;
	meta.hasBefore = first === undefined ? !none && payload.beforeSeq === undefined : first > clearedSeq + 1;
	meta.hasAfter = last === undefined ? !none && !meta.hasBefore : last < chat.last_seq;
	meta.lastSeq = chat.last_seq;
	return messages;
});
