import type { Chat } from '../../../protocol/entities.ts';
import { refuse } from '../../../protocol/errors.ts';
import { leavesAnOwner } from '../../policies/member-policies.ts';
import type { ChatPlace } from '../../store/chat-places.ts';
import { countOwners } from '../../store/members.ts';
import { destroy } from './destroy.ts';
import type { CommandContext } from './handler.ts';
import { takeOut } from './take-out.ts';

/**
 * Takes the caller out of a group. With the last person, or with the only one who ever saw it, it goes for good.
 * @throws Refusal `conflict` for the last owner among others, `forbidden` where there is no group to leave.
 */
export async function leave(context: CommandContext, { chat, member }: ChatPlace): Promise<Chat> {
	if (chat.kind !== 'group') throw refuse('forbidden', 'Only a group can be left. Delete the chat instead.');
	if (chat.initiated_at === null || chat.member_count === 1) return destroy(context, chat.id);
	if (!leavesAnOwner(member.role, await countOwners(context.tx, chat.id))) {
		throw refuse('conflict', 'You are the only owner. Hand the group over to somebody before you leave.');
	}
	const view = await takeOut(context, chat, member.user_id);
	if (!view) throw refuse('not_found');
	return view;
}
