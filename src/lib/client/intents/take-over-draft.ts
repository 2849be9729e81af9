import { takeFromServer } from '../mirror/adopt-rival.ts';
import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';
import type { DraftRow, Rival } from '../mirror/rows.ts';

/**
 * Gives way to the other device's text: it becomes the draft, and the text of this box goes into the history. Does nothing
 * once a text that was typed on has left: that one has decided, and the other is in the history.
 */
export async function takeOverDraft(mirror: Mirror, chatId: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.drafts.get(chatId);
		if (row?.rival && isOnServer(row.rival, row)) await takeFromServer(mirror, row, row.rival, 'taken-over');
	});
}

/**
 * Whether the server has it, as far as is known here. It is taken as the server's, never saved as this device's own: the
 * other device may send or delete it meanwhile, and then it would come back.
 */
function isOnServer(rival: Rival, { version, sentMutationIds }: DraftRow): boolean {
	const nothingLeft = rival.version === version && sentMutationIds.length === 0;
	return rival.version > version || nothingLeft;
}
