import type { Document } from '../../../protocol/document/document.ts';
import { plainText } from '../../../protocol/document/plain-text.ts';
import { newId } from '../../../protocol/ids.ts';
import { insertDraftHistory } from '../../store/draft-history.ts';
import { findDraft, writeDraft } from '../../store/drafts.ts';
import type { CommandContext } from './handler.ts';

/**
 * Turns the draft that was sent into a tombstone: exactly the version that the send names. A newer one stays,
 * because it holds words that were not sent.
 */
export async function consumeDraft(
	{ tx, caller, push }: CommandContext,
	chatId: string,
	send: { id: string; content: Document; draftVersion?: number | undefined }
): Promise<void> {
	if (send.draftVersion === undefined) return;
	const draft = await findDraft(tx, caller.userId, chatId);
	if (!draft?.content || draft.version !== send.draftVersion) return;
	if (!plainText(send.content).includes(plainText(draft.content).trim())) {
		const { content, deviceId } = draft;
		const kept = { id: newId(), userId: caller.userId, chatId, content, deviceId, reason: 'sent' } as const;
		await insertDraftHistory(tx, kept);
	}
	const tombstone = await writeDraft(
		tx,
		{
			userId: caller.userId,
			chatId,
			content: null,
			replyTo: null,
			// The message is what made the draft go: devices know their own sends by its id.
			mutationId: send.id,
			deviceId: caller.deviceId
		},
		draft.version
	);
	push.toUser(caller.userId, 'draft.updated', tombstone);
}
