import { refuse } from '../../protocol/errors.ts';
import { mayWrite } from '../policies/chat-policies.ts';
import { mayEdit } from '../policies/message-policies.ts';
import { updateMessage } from '../store/change-messages.ts';
import { openMessage } from '../store/messages.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { command } from './support/handler.ts';
import { noteMentions } from './support/note-mentions.ts';
import { refuseWriting } from './support/refuse-writing.ts';

export default command('message.edit', async (payload, { caller, tx, push }) => {
	const { row, chat, member } = await findMessageFor(tx, caller.userId, payload.id);
	const isSender = row.sender_id === caller.userId;
	const deleted = row.deleted_at !== null;
	if (!mayEdit({ isSender, role: member.role, kind: chat.kind, deleted })) {
		if (!isSender) throw refuse('forbidden');
		throw refuse('conflict', 'This message was deleted. Your text was not saved in it.');
	}
	if (!mayWrite({ kind: chat.kind, writers: chat.writers, role: member.role })) throw refuseWriting();
	// Nobody can put words into another's mouth.
	if (row.forwarded_from !== null) throw refuse('conflict', 'A forwarded message stays as it was written.');
	const before = await openMessage(tx, row);
	// A repeated edit answers as the first did.
	if (JSON.stringify(before.content) === JSON.stringify(payload.content)) return before;
	const message = await openMessage(tx, await updateMessage(tx, row, payload.content));
	await noteMentions(tx, message);
	push.toChat(message.chatId, 'message.edited', message);
	return message;
});
