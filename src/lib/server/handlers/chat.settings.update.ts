import { findChatView } from '../store/chat-views.ts';
import { updateSettings } from '../store/members.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';

export default command('chat.settings.update', async ({ chatId, ...settings }, { caller, tx, push }) => {
	const { chat } = await findChatFor(tx, caller.userId, chatId);
	await updateSettings(tx, chat.id, caller.userId, settings);
	const view = await findChatView(tx, caller.userId, chat.id);
	push.toUser(caller.userId, 'chat.updated', view);
	return view;
});
