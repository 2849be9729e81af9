import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { readChanges, withChanges } from '../mirror/pending-changes.ts';
import { putToggle } from '../mirror/put-toggle.ts';

/** Pins a message to its chat for everybody, or takes it off. */
export async function pinMessage(mirror: Mirror, messageId: string, on: boolean): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.messages.get(messageId);
		if (!row || row.state !== 'sent') return;
		const [shown] = withChanges(await readChanges(mirror), [row], mirror.userId);
		if ((shown?.pinnedAt !== null) === on) return;
		await putToggle(mirror, {
			key: `pin:${messageId}`,
			chatId: row.chatId,
			event: 'message.pin',
			payload: { id: messageId, on }
		});
	});
}
