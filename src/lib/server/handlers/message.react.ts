import type { Message } from '../../protocol/entities.ts';
import { refuse } from '../../protocol/errors.ts';
import { updateReactions } from '../store/change-messages.ts';
import { openMessage } from '../store/messages.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { command } from './support/handler.ts';

export default command('message.react', async ({ id, emoji, on }, { caller, tx, push, limits }) => {
	const { row } = await findMessageFor(tx, caller.userId, id);
	const before = await openMessage(tx, row);
	const reactions = withReaction(before.reactions, { emoji, on, userId: caller.userId });
	if (reactions === null) return before;
	if (before.deletedAt !== null) throw refuse('conflict', 'This message was deleted.');
	if (reactions.length > limits.reactionKindsMax) {
		throw refuse('too_large', `A message bears ${limits.reactionKindsMax} kinds of reactions at most.`);
	}
	const message = await openMessage(tx, await updateReactions(tx, row, reactions));
	push.toChat(message.chatId, 'message.reacted', message);
	return message;
});

type Reactions = Message['reactions'];

/** The reactions after one came or went, `null` if nothing changes. */
function withReaction(
	reactions: Reactions,
	{ emoji, on, userId }: { emoji: string; on: boolean; userId: string }
): Reactions | null {
	const present = reactions.find((one) => one.emoji === emoji);
	if ((present?.userIds.includes(userId) ?? false) === on) return null;
	if (on && !present) return [...reactions, { emoji, userIds: [userId] }];
	return reactions
		.map((one) => (one.emoji === emoji ? { emoji, userIds: toggled(one.userIds, userId, on) } : one))
		.filter((one) => one.userIds.length > 0);
}

function toggled(userIds: string[], userId: string, on: boolean): string[] {
	return on ? [...userIds, userId] : userIds.filter((id) => id !== userId);
}
