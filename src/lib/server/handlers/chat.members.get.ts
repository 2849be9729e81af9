import { countMembers, findMemberPage } from '../store/listed-page.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';

export default query('chat.members.get', async (payload, { caller, db, meta }) => {
	const { chat } = await findChatFor(db, caller.userId, payload.chatId);
	const { limit, ...place } = { ...payload, chatId: chat.id };
	const found = await findMemberPage(db, { ...place, limit: limit + 1 });
	meta.hasAfter = found.length > limit;
	meta.total = await countMembers(db, place);
	return found.slice(0, limit);
});
