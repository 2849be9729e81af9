import type { Document } from '../../protocol/document/document.ts';
import { newId } from '../../protocol/ids.ts';
import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';

/** Makes an earlier text the draft again. What stands there now goes into the history. */
export async function restoreDraft(
	mirror: Mirror,
	{ chatId, content, replyTo }: { chatId: string; content: Document; replyTo: string | null }
): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		if (row) {
			const { content: current, replyTo: parent, deviceId } = row;
			const given = { chatId, content: current, replyTo: parent, deviceId };
			await keepInHistory(mirror, { ...given, reason: 'taken-over' });
		}
		await putDraftSave(mirror, { chatId, content, replyTo, mutationId: newId(), holdMs: 0 });
	});
}
