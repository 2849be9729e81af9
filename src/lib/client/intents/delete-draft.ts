import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';

/** Deletes the draft of a chat; its text goes into the history, from where it can come back. */
export async function deleteDraft(mirror: Mirror, chatId: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		if (!row) return;
		const { content, replyTo, deviceId } = row;
		await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'deleted' });
		await putDraftSave(mirror, { chatId, content: null, replyTo: null, mutationId: newId(), holdMs: 0 });
	});
}
