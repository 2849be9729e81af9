import { refuse } from '../../protocol/errors.ts';
import { withReaction } from '../../protocol/with-reaction.ts';
import { updateReactions } from '../store/change-messages.ts';
import { openMessage } from '../store/messages.ts';
import { findMessageFor } from './support/find-message-for.ts';
import { command } from './support/handler.ts';

export default command('message.react', async ({ id, emoji, on }, { caller, tx, push, limits }) => {
	const { row } = await findMessageFor(tx, caller.userId, id);
	const before = await openMessage(tx, row);
	const reactions = withReaction(before.reactions, { emoji, on, userId: caller.userId });
	if (reactions === before.reactions) return before;
	if (before.deletedAt !== null) throw refuse('conflict', 'This message was deleted.');
	if (reactions.length > limits.reactionKindsMax) {
		throw refuse('too_large', `A message bears ${limits.reactionKindsMax} kinds of reactions at most.`);
	}
	const message = await openMessage(tx, await updateReactions(tx, row, reactions));
	push.toChat(message.chatId, 'message.reacted', message);
	return message;
});
