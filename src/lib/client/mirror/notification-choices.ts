import type { NotificationSettings } from '../../protocol/entities.ts';
import { commit } from './commit.ts';
import { readFact, writeFact } from './facts.ts';
import type { Mirror } from './mirror.ts';

/** What holds for who chose nothing. */
const usual: NotificationSettings = { level: 'all', quietHours: null };

/** What this person wants to be told of; `waits`: the server has not acknowledged it. */
export async function readNotificationChoices(
	mirror: Mirror
): Promise<{ settings: NotificationSettings; waits: boolean }> {
	const wanted = await readFact(mirror, 'wantedNotifications');
	const settings = wanted ?? (await readFact(mirror, 'notifications')) ?? usual;
	return { settings, waits: wanted !== undefined };
}

/** The server has taken `sent`, or would not; `told` is what holds there. What was chosen since then still waits. */
export function settleNotificationChoices(
	mirror: Mirror,
	sent: NotificationSettings | undefined,
	told: NotificationSettings | undefined
): Promise<void> {
	return commit(mirror, async () => {
		if (told) await writeFact(mirror, 'notifications', told);
		const wanted = await readFact(mirror, 'wantedNotifications');
		if (sent && JSON.stringify(wanted) === JSON.stringify(sent))
			await mirror.facts.delete('wantedNotifications');
	});
}
