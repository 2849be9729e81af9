import { refuse } from '../../protocol/errors.ts';
import { mayDelete } from '../policies/message-policies.ts';
import { deleteMessage } from '../store/change-messages.ts';
import { openMessage } from '../store/messages.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { command } from './support/handler.ts';

export default command('message.delete', async (payload, { caller, tx, push }) => {
	const { row, chat, member } = await findMessageFor(tx, caller.userId, payload.id);
	const deleted = row.deleted_at !== null;
	if (!mayDelete({ isSender: row.sender_id === caller.userId, role: member.role, kind: chat.kind, deleted }))
		throw refuse('forbidden');
	if (deleted) return openMessage(tx, row);
	const message = await openMessage(tx, await deleteMessage(tx, row));
	push.toChat(message.chatId, 'message.deleted', message);
	return message;
});
