import { commit } from '../mirror/commit.ts';
import type { Mirror } from '../mirror/mirror.ts';
import { readChanges, withChanges } from '../mirror/pending-changes.ts';
import { putToggle } from '../mirror/put-toggle.ts';

/** Sets one's reaction to a message, or takes it off if it is there. One that is not on the server yet has none. */
export async function reactToMessage(mirror: Mirror, messageId: string, emoji: string): Promise<void> {
	await commit(mirror, async () => {
		const row = await mirror.messages.get(messageId);
		if (!row || row.state !== 'sent') return;
		const { chatId } = row;
		const [shown] = withChanges(await readChanges(mirror), [row], mirror.userId);
		const there = shown?.reactions.some((one) => one.emoji === emoji && one.userIds.includes(mirror.userId));
		await putToggle(mirror, {
			key: `react:${messageId}:${emoji}`,
			chatId,
			event: 'message.react',
			payload: { id: messageId, emoji, on: !there }
		});
	});
}
