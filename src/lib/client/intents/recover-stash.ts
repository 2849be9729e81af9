import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { clearStash, readStash, stateOf, type StashedDraft } from '../mirror/draft-stash.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';

/**
 * Saves the words that pages were left with, unless the draft was changed since by another hand or by their own save, or they
 * were sent: then nothing must come back.
 */
export async function recoverStash(mirror: Mirror): Promise<void> {
	for (const draft of readStash(mirror.userId)) await recover(mirror, draft);
	clearStash(mirror.userId);
}

function recover(
	mirror: Mirror,
	{ chatId, content, replyTo, upon, orUpon = [] }: StashedDraft
): Promise<void> {
	return commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		// Without a row the mirror was removed meanwhile: nothing tells that these words were saved or sent.
		if (row && ![upon, ...orUpon].includes(stateOf(row))) return;
		await putDraftSave(mirror, { chatId, content, replyTo, mutationId: newId(), holdMs: 0 });
	});
}
