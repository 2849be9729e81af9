import type { Document } from '../../protocol/document/document.ts';
import { mentionedUsers } from '../../protocol/document/mentioned-users.ts';
import { isBlank } from '../../protocol/document/plain-text.ts';
import { newId } from '../../protocol/ids.ts';
import { chatNow } from '../mirror/chat-now.ts';
import { commit } from '../mirror/commit.ts';
import { consumeDraft } from '../mirror/consume-draft.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { MessageRow } from '../mirror/rows.ts';
import { showUnsent } from '../mirror/show-unsent.ts';
import { unsentPlace } from '../mirror/unsent-place.ts';

/**
 * Puts a message on the screen and into the outbox, and consumes the draft, all in one transaction. `holdMs`: how long it
 * waits before it goes, so that it can be taken back.
 * @throws Error if there is nothing to read in `content`.
 */
export async function sendMessage(
	mirror: Mirror,
	message: { chatId: string; content: Document; replyTo: string | null; holdMs?: number }
): Promise<{ messageId: string }> {
	if (isBlank(message.content)) throw new Error('There is nothing to send: the message is empty.');
	const messageId = newId();
	await commit(mirror, async () => {
		const { content, replyTo } = message;
		const chatId = await chatNow(mirror, message.chatId);
		const consumed = await consumeDraft(mirror, chatId, content);
		const at = Date.now();
		const n = await mirror.outbox.add({
			key: `send:${messageId}`,
			chatId,
			at,
			holdUntil: message.holdMs ? at + message.holdMs : 0,
			state: 'waiting',
			event: 'message.send',
			payload: { id: messageId, chatId, content, replyTo, ...pick(consumed, 'draftVersion') },
			...pick(consumed, 'afterMutation')
		});
		const row = queued(mirror, { ...message, chatId, id: messageId, at, n });
		await mirror.messages.add(row);
		await showUnsent(mirror, row);
	});
	return { messageId };
}

function pick<Value extends object, Key extends keyof Value>(
	value: Value,
	key: Key
): Partial<Pick<Value, Key>> {
	return key in value ? ({ [key]: value[key] } as Pick<Value, Key>) : {};
}

type Words = { id: string; chatId: string; content: Document; replyTo: string | null; at: number; n: number };

function queued(mirror: Mirror, { id, chatId, content, replyTo, at, n }: Words): MessageRow {
	return {
		id,
		chatId,
		seq: null,
		place: unsentPlace(n),
		state: 'queued',
		senderId: mirror.userId,
		content,
		replyTo,
		attachments: [],
		mentions: mentionedUsers(content),
		reactions: [],
		createdAt: at,
		editedAt: null,
		deletedAt: null,
		version: 0,
		pinnedAt: null,
		forwardedFrom: null
	};
}
