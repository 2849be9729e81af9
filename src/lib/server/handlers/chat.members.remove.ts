import { refuse } from '../../protocol/errors.ts';
import { mayRemove } from '../policies/member-policies.ts';
import { findChatView } from '../store/chat-views.ts';
import { findMember } from '../store/members.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { findGone } from './support/find-gone.ts';
import { command } from './support/handler.ts';
import { leave } from './support/leave.ts';
import { takeOut } from './support/take-out.ts';

export default command('chat.members.remove', async (payload, context) => {
	const { tx, caller } = context;
	const self = payload.userId === caller.userId;
	const before = self ? await findGone(tx, caller.userId, payload.chatId) : null;
	if (before) return before;
	const place = await findChatFor(tx, caller.userId, payload.chatId);
	if (self) return leave(context, place);
	const { chat, member } = place;
	const target = await findMember(tx, chat.id, payload.userId);
	if (!mayRemove({ kind: chat.kind, role: member.role }, target?.role ?? 'member')) throw refuse('forbidden');
	if (!target) throw refuse('not_found', 'This person is not in the chat.');
	if (target.removed_at === null) await takeOut(context, chat, target.user_id);
	return findChatView(tx, caller.userId, chat.id);
});
