import { commit } from '../mirror/commit.ts';
import { findOutboxRow } from '../mirror/find-outbox-row.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { showLastSent } from '../mirror/show-last-sent.ts';

/**
 * Takes an edit out of the queue, by the key of its row, and makes it one that is still being written. Answers false, and
 * changes nothing, if it may have reached the server already.
 */
export function takeBackChange(mirror: Mirror, key: string): Promise<boolean> {
	return commit(mirror, async () => {
		const row = await findOutboxRow(mirror, key);
		if (row?.event !== 'message.edit' || row.state === 'sent') return false;
		const { chatId, payload } = row;
		await mirror.edits.put({
			messageId: payload.id,
			chatId,
			content: payload.content,
			updatedAt: Date.now()
		});
		await mirror.outbox.delete(row.n);
		await showLastSent(mirror, chatId);
		return true;
	});
}
