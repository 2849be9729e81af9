import { newId } from '../../protocol/ids.ts';
import { takeFromServer } from '../mirror/adopt-rival.ts';
import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';
import type { DraftRow, Rival } from '../mirror/rows.ts';

/** Gives way to the other device's text: it becomes the draft, and the text of this box goes into the history. */
export async function takeOverDraft(mirror: Mirror, chatId: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		if (!row?.rival) return;
		const { rival, ...own } = row;
		if (isOnServer(rival, own)) return takeFromServer(mirror, row, rival, 'taken-over');
		const { content, replyTo, deviceId } = own;
		await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'taken-over' });
		await mirror.drafts.put(own);
		const wanted = { content: rival.content, replyTo: rival.replyTo };
		await putDraftSave(mirror, { chatId, ...wanted, mutationId: newId(), holdMs: 0 });
	});
}

/**
 * Whether the server has it, as far as is known here. Whoever typed on has written over it, but until that has left there
 * is nothing to save: as a save of this device, the text would come back after it was sent over there.
 */
function isOnServer(rival: Rival, own: DraftRow): boolean {
	const nothingLeft = rival.version === own.version && own.sentMutationIds.length === 0;
	return rival.version > own.version || nothingLeft;
}
