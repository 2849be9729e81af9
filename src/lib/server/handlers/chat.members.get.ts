import { countMembers, findMemberPage } from '../store/listed-page.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { query } from './support/handler.ts';
import { tellPage } from './support/tell-page.ts';

export default query('chat.members.get', async (payload, { caller, db, meta }) => {
	const { chat } = await findChatFor(db, caller.userId, payload.chatId);
	const page = { ...payload, chatId: chat.id };
	meta.total = await countMembers(db, page);
	return tellPage(meta, 'after', await findMemberPage(db, page));
});
