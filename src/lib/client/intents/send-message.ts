import type { Document } from '../../protocol/document/document.ts';
import { isBlank } from '../../protocol/document/plain-text.ts';
import { newId } from '../../protocol/ids.ts';
import { chatNow } from '../mirror/chat-now.ts';
import { commit } from '../mirror/commit.ts';
import { consumeDraft } from '../mirror/consume-draft.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putSend } from '../mirror/put-send.ts';

/**
 * Puts a message on the screen and into the outbox, and consumes the draft, all in one transaction. `holdMs`: how long it
 * waits before it goes, so that it can be taken back.
 * @throws Error if there is nothing to read in `content`.
 */
export async function sendMessage(
	mirror: Mirror,
	message: {
		/** Made here if left out. */
		id?: string;
		chatId: string;
		content: Document;
		replyTo: string | null;
		holdMs?: number;
	}
): Promise<{ messageId: string }> {
	const { content, replyTo } = message;
	if (isBlank(content)) throw new Error('There is nothing to send: the message is empty.');
	const messageId = message.id ?? newId();
	await commit(mirror, async () => {
		const chatId = await chatNow(mirror, message.chatId);
		const consumed = await consumeDraft(mirror, chatId, content);
		await putSend(mirror, {
			id: messageId,
			chatId,
			content,
			replyTo,
			holdMs: message.holdMs ?? 0,
			...consumed
		});
	});
	return { messageId };
}
