import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { showLastSent } from '../mirror/show-last-sent.ts';

/**
 * Takes an unsent message out of the queue. Its text goes into the chat's draft history.
 * Answers false, and changes nothing, if it may have reached the server already.
 */
export function cancelMessage(mirror: Mirror, messageId: string): Promise<boolean> {
	return commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		const row = await findOutboxRow(mirror, `send:${messageId}`);
		if (!message || message.state === 'sent' || !row || row.state === 'sent') return false;
		const { chatId, content, replyTo } = message;
		await keepInHistory(mirror, { chatId, content, replyTo, deviceId: null, reason: 'deleted' });
		await mirror.outbox.delete(row.n);
		await mirror.messages.delete(messageId);
		await showLastSent(mirror, chatId);
		return true;
	});
}
