import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';
import type { MessageRow, OutboxRow } from '../mirror/rows.ts';
import { dropSendStash } from '../mirror/send-stash.ts';
import { showLastSent } from '../mirror/show-last-sent.ts';

/**
 * Takes an unsent message out of the queue. Its text goes into the chat's draft history, and the draft that it was made
 * from is deleted on the server too, where the message would have consumed it.
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
		// A page that was left while it was stored may have kept it beside the mirror.
		dropSendStash(mirror.userId, messageId);
		await showLastSent(mirror, chatId);
		await deleteSource(mirror, message, row);
		return true;
	});
}

async function deleteSource(mirror: Mirror, { chatId, content }: MessageRow, send: OutboxRow) {
	const draft = await mirror.drafts.get(chatId);
	const hasSource =
		send.event === 'message.send' && (send.afterMutation ?? send.payload.draftVersion) !== undefined;
	// New words in the box take the old ones' place on the server by themselves.
	if (!draft || !hasSource || draft.content !== null) return;
	await mirror.drafts.put({ ...draft, content, deleted: false });
	await putDraftSave(mirror, { chatId, content: null, replyTo: null, mutationId: newId(), holdMs: 0 });
}
