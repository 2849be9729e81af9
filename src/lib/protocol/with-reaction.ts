import type { Message } from './entities.ts';

type Reactions = Message['reactions'];

/**
 * The reactions to a message after one person set one (`on`) or took it off, in the order in which the kinds came; the very
 * same list if nothing changes.
 */
export function withReaction(
	reactions: Reactions,
	{ emoji, on, userId }: { emoji: string; on: boolean; userId: string }
): Reactions {
	const present = reactions.find((one) => one.emoji === emoji);
	if ((present?.userIds.includes(userId) ?? false) === on) return reactions;
	if (!present) return [...reactions, { emoji, userIds: [userId] }];
	const userIds = on ? [...present.userIds, userId] : present.userIds.filter((id) => id !== userId);
	return reactions
		.map((one) => (one === present ? { emoji, userIds } : one))
		.filter((one) => one.userIds.length > 0);
}
