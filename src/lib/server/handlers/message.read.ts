import { touchChat } from '../store/chats.ts';
import { membersListedMax } from '../store/listed-members.ts';
import { updateReadSeq } from '../store/members.ts';
import { countUnread, skipOwnMessages } from '../store/unread.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';

export default command('message.read', async (payload, { caller, tx, push }) => {
	const { chat, member } = await findChatFor(tx, caller.userId, payload.chatId);
	// Reading never goes back, and nothing can be read that has not come.
	const wanted = Math.min(payload.seq, chat.last_seq);
	let readSeq = member.read_seq;
	if (wanted > readSeq) {
		// Whoever writes has read up to there, in whichever order reading and writing arrive.
		readSeq = await skipOwnMessages(tx, chat, caller.userId, wanted);
		await updateReadSeq(tx, chat.id, caller.userId, readSeq);
		// Who misses the push learns it by the next pull. A larger chat does not tell each reader, and is read too often.
		if (chat.member_count <= membersListedMax) await touchChat(tx, chat.id);
		push.toChat(chat.id, 'message.read', { chatId: chat.id, userId: caller.userId, seq: readSeq });
	}
	return { readSeq, ...(await countUnread(tx, chat, { ...member, read_seq: readSeq })) };
});
