import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { showAgain } from '../mirror/settle-going.ts';
import { showTitleThatHolds } from '../mirror/settle-title.ts';
import { showLastSent } from '../mirror/show-last-sent.ts';

/**
 * Takes an edit, a deletion, a title or a farewell out of the queue, by the key of its row; the text of an edit goes into the draft
 * history. Answers false, and changes nothing, if it may have reached the server already.
 */
export function cancelChange(mirror: Mirror, key: string): Promise<boolean> {
	return commit(mirror, async () => {
		const row = await findOutboxRow(mirror, key);
		if (!row || row.state === 'sent') return false;
		const { chatId } = row;
		await mirror.outbox.delete(row.n);
		if (row.event === 'chat.title.update') await showTitleThatHolds(mirror, chatId);
		else if (row.event === 'chat.leave' || row.event === 'chat.delete') await showAgain(mirror, chatId);
		else await showLastSent(mirror, chatId);
		if (row.event !== 'message.edit') return true;
		const { content } = row.payload;
		await keepInHistory(mirror, { chatId, content, replyTo: null, deviceId: null, reason: 'deleted' });
		return true;
	});
}
