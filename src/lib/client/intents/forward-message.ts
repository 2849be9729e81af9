import { newId } from '../../protocol/ids.ts';
import { chatNow } from '../mirror/chat-now.ts';
import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putSend } from '../mirror/put-send.ts';

/**
 * Sends the words of a message once more, to any chat, in the name of who wrote them; through the outbox like any other.
 * The draft of that chat stays. Answers the chat that it went to, or `null`, and changes nothing, if the message is gone.
 */
export function forwardMessage(
	mirror: Mirror,
	forward: { messageId: string; chatId: string }
): Promise<string | null> {
	return commit(mirror, async () => {
		// What the server has, not a change that waits: the words must be those of the message.
		const original = await mirror.messages.get(forward.messageId);
		if (!original?.content || original.state !== 'sent') return null;
		const chatId = await chatNow(mirror, forward.chatId);
		const { id, content, forwardedFrom, senderId } = original;
		const forwarded = { id, from: forwardedFrom ?? senderId };
		await putSend(mirror, { id: newId(), chatId, content, replyTo: null, forwarded });
		return chatId;
	});
}
