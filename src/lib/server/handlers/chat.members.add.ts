import { refuse } from '../../protocol/errors.ts';
import { mayAdd } from '../policies/member-policies.ts';
import { appendAudit } from '../store/audit.ts';
import { findChatView } from '../store/chat-views.ts';
import { recountMembers } from '../store/chats.ts';
import { insertMember, memberIds } from '../store/members.ts';
import type { Tx } from '../store/open-store.ts';
import { findUsers } from '../store/users.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { command } from './support/handler.ts';
import { tellChat } from './support/tell-chat.ts';

export default command('chat.members.add', async (payload, context) => {
	const { tx, caller, push } = context;
	const { chat, member } = await findChatFor(tx, caller.userId, payload.chatId);
	if (!mayAdd({ kind: chat.kind, role: member.role })) throw refuse('forbidden');
	const newcomers = await findNewcomers(tx, chat.id, payload.userIds);
	for (const userId of newcomers) {
		await insertMember(tx, { id: chat.id, lastSeq: chat.last_seq }, userId, 'member');
		if (chat.initiated_at !== null) push.admit(chat.id, userId);
		const details = { chatId: chat.id };
		await appendAudit(tx, { action: 'member.added', actorId: caller.userId, targetId: userId, details });
	}
	if (newcomers.size > 0) {
		await recountMembers(tx, chat.id);
		await tellChat(context, chat, newcomers);
	}
	return findChatView(tx, caller.userId, chat.id);
});

/** Those of these people who are not in the chat, all of them known. */
async function findNewcomers(tx: Tx, chatId: string, userIds: string[]): Promise<Set<string>> {
	const wanted = new Set(userIds);
	const known = await findUsers(tx, [...wanted]);
	if (known.length < wanted.size || known.some((user) => user.disabled)) throw refuse('not_found');
	return wanted.difference(new Set(await memberIds(tx, chatId)));
}
