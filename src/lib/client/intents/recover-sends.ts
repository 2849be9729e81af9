import { chatNow } from '../mirror/chat-now.ts';
import { commit } from '../mirror/commit.ts';
import { consumeDraft, saysAll } from '../mirror/consume-draft.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putSend } from '../mirror/put-send.ts';
import { dropSendStash, readSendStash, type StashedSend } from '../mirror/send-stash.ts';

/** Sends the messages that pages were left with between Enter and the disk. One that is stored already is not sent twice. */
export async function recoverSends(mirror: Mirror): Promise<void> {
	for (const send of readSendStash(mirror.userId)) {
		await recover(mirror, send);
		dropSendStash(mirror.userId, send.messageId);
	}
}

function recover(mirror: Mirror, { messageId, content, replyTo, ...send }: StashedSend): Promise<void> {
	return commit(mirror, async () => {
		if (await mirror.messages.get(messageId)) return;
		const chatId = await chatNow(mirror, send.chatId);
		const draft = (await mirror.drafts.get(chatId))?.content;
		// What was written since, in another tab, stays in the box.
		const consumed = !draft || saysAll(content, draft) ? await consumeDraft(mirror, chatId, content) : {};
		await putSend(mirror, { id: messageId, chatId, content, replyTo, ...consumed });
	});
}
