import { refuse } from '../../protocol/errors.ts';
import { mayChooseWriters } from '../policies/chat-policies.ts';
import { findChatView } from '../store/chat-views.ts';
import { updateWriters } from '../store/chats.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';
import { tellChat } from './support/tell-chat.ts';

export default command('chat.writers.update', async (payload, context) => {
	const { tx, caller } = context;
	const { chat, member } = await findChatFor(tx, caller.userId, payload.chatId);
	if (!mayChooseWriters({ kind: chat.kind, writers: chat.writers, role: member.role })) {
		throw refuse('forbidden');
	}
	if (chat.writers !== payload.writers) {
		await updateWriters(tx, chat.id, payload.writers);
		await tellChat(context, chat);
	}
	return findChatView(tx, caller.userId, chat.id);
});
