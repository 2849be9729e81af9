import type { Chat } from '../../protocol/entities.ts';
import { refuse } from '../../protocol/errors.ts';
import { mayDeleteChat } from '../policies/chat-policies.ts';
import type { ChatPlace } from '../store/chat-places.ts';
import { findChatView } from '../store/chat-views.ts';
import { clearChat } from '../store/members.ts';
import { destroy } from './support/destroy.ts';
import { findChatFor } from './support/find-chat-for.ts';
import { findGone } from './support/find-gone.ts';
import { command, type CommandContext } from './support/handler.ts';

export default command('chat.delete', async (payload, context) => {
	const { tx, caller } = context;
	const before = await findGone(tx, caller.userId, payload.chatId);
	if (before) return before;
	const place = await findChatFor(tx, caller.userId, payload.chatId);
	const { kind, writers, initiated_at } = place.chat;
	if (!mayDeleteChat({ kind, writers, role: place.member.role })) {
		throw refuse('forbidden', 'Only an owner deletes a group. You can leave it.');
	}
	const shared = kind === 'direct' && initiated_at !== null;
	return shared ? hide(context, place, payload.seq) : destroy(context, place.chat.id);
});

/**
 * Deletes a direct chat for the caller alone, up to the message that they have seen: what came after it stays, so that
 * a deletion that was made offline or is sent twice takes nothing away that nobody has read.
 */
async function hide(
	{ tx, caller, push }: CommandContext,
	{ chat, member }: ChatPlace,
	upTo: number | undefined
): Promise<Chat> {
	const seq = Math.min(upTo ?? chat.last_seq, chat.last_seq);
	const hidden = member.hidden === 1 || seq === chat.last_seq;
	await clearChat(tx, member, { seq, hidden });
	const view = await findChatView(tx, caller.userId, chat.id);
	if (hidden) push.dismiss(chat.id, caller.userId);
	push.toUser(caller.userId, hidden ? 'chat.removed' : 'chat.updated', view);
	return view;
}
