import { refuse } from '../../protocol/errors.ts';
import { mayPin } from '../policies/message-policies.ts';
import { updatePinned } from '../store/change-messages.ts';
import { countPinned, openMessage } from '../store/messages.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { command } from './support/handler.ts';

const pinnedMax = 100;

export default command('message.pin', async ({ id, on }, { caller, tx, push }) => {
	const { row, chat, member } = await findMessageFor(tx, caller.userId, id);
	if (!mayPin({ role: member.role, kind: chat.kind })) throw refuse('forbidden');
	if ((row.pinned_at !== null) === on) return openMessage(tx, row);
	if (row.deleted_at !== null) throw refuse('conflict', 'This message was deleted.');
	if (on && (await countPinned(tx, chat.id)) >= pinnedMax) {
		throw refuse('too_large', `A chat has ${pinnedMax} pinned messages at most. Take one off first.`);
	}
	const message = await openMessage(tx, await updatePinned(tx, row, on ? tx.now : null));
	push.toChat(message.chatId, 'message.pinned', message);
	return message;
});
