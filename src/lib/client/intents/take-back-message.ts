import type { Document } from '../../protocol/document/document.ts';
import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';
import { dropSendStash } from '../mirror/send-stash.ts';
import { showLastSent } from '../mirror/show-last-sent.ts';

/**
 * Removes an unsent message and puts its text back into the draft, ahead of what stands there.
 * Answers false, and changes nothing, if it may have reached the server already.
 */
export function takeBackMessage(mirror: Mirror, messageId: string): Promise<boolean> {
	return commit(mirror, async () => {
		const message = await mirror.messages.get(messageId);
		const row = await findOutboxRow(mirror, `send:${messageId}`);
		if (!message || message.state === 'sent' || !row || row.state === 'sent') return false;
		const { chatId, content, replyTo } = message;
		await mirror.outbox.delete(row.n);
		await mirror.messages.delete(messageId);
		// A page that was left while it was stored may have kept it beside the mirror.
		dropSendStash(mirror.userId, messageId);
		await showLastSent(mirror, chatId);
		const draft = await mirror.drafts.get(chatId);
		const text = joined(content, draft?.content ?? null);
		await putDraftSave(mirror, {
			chatId,
			content: text,
			replyTo: draft?.replyTo ?? replyTo,
			mutationId: newId(),
			holdMs: 0
		});
		return true;
	});
}

function joined(first: Document | null, second: Document | null): Document | null {
	if (!first || !second) return first ?? second;
	return { type: 'doc', content: [...(first.content ?? []), ...(second.content ?? [])] };
}
