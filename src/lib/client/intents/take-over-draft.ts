import { newId } from '../../protocol/ids.ts';
import { adoptRival } from '../mirror/adopt-rival.ts';
import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { putDraftSave } from '../mirror/put-draft-save.ts';

/** Gives way to the other device's text: it becomes the draft, and the text of this box goes into the history. */
export async function takeOverDraft(mirror: Mirror, chatId: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		if (!row?.rival) return;
		if (await adoptRival(mirror, chatId)) return;
		const { rival, ...own } = row;
		const { content, replyTo, deviceId } = own;
		await keepInHistory(mirror, { chatId, content, replyTo, deviceId, reason: 'taken-over' });
		await mirror.drafts.put(own);
		const wanted = { content: rival.content, replyTo: rival.replyTo };
		await putDraftSave(mirror, { chatId, ...wanted, mutationId: newId(), holdMs: 0 });
	});
}
