import { refuse } from '../../protocol/errors.ts';
import { leavesAnOwner, mayGiveRole } from '../policies/member-policies.ts';
import { appendAudit } from '../store/audit.ts';
import { touchChat } from '../store/chats.ts';
import { findChatView } from '../store/chat-views.ts';
import { countOwners, findMember, updateRole } from '../store/members.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';
import { tellChat } from './support/tell-chat.ts';

export default command('chat.members.role', async (payload, context) => {
	const { tx, caller } = context;
	const { chat, member } = await findChatFor(tx, caller.userId, payload.chatId);
	if (!mayGiveRole({ kind: chat.kind, role: member.role })) throw refuse('forbidden');
	const target = await findMember(tx, chat.id, payload.userId);
	if (!target || target.removed_at !== null) throw refuse('not_found', 'This person is not in the chat.');
	if (target.role !== payload.role) {
		if (!leavesAnOwner(target.role, await countOwners(tx, chat.id))) {
			throw refuse('conflict', 'This is the only owner. Make somebody else one first.');
		}
		await updateRole(tx, chat.id, target.user_id, payload.role);
		const details = { chatId: chat.id, from: target.role, to: payload.role };
		await appendAudit(tx, {
			action: 'member.role',
			actorId: caller.userId,
			targetId: target.user_id,
			details
		});
		await touchChat(tx, chat.id);
		await tellChat(context, chat);
	}
	return findChatView(tx, caller.userId, chat.id);
});
