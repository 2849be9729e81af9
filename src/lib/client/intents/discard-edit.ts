import { commit } from '../mirror/commit.ts';
import { keepInHistory } from '../mirror/draft-history.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Leaves an edit: the message stays as it is. What was written into it, if anything, goes into the draft history. */
export async function discardEdit(mirror: Mirror, messageId: string): Promise<void> {
	await commit(mirror, async () => {
		const edit = await mirror.edits.get(messageId);
		if (!edit) return;
		const { chatId, content } = edit;
		const message = await mirror.messages.get(messageId);
		const same = JSON.stringify(message?.content) === JSON.stringify(content);
		if (!same)
			await keepInHistory(mirror, { chatId, content, replyTo: null, deviceId: null, reason: 'deleted' });
		await mirror.edits.delete(messageId);
	});
}
