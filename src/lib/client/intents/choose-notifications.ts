import type { NotificationSettings } from '../../protocol/entities.ts';
import { commit } from '../mirror/commit.ts';
import { writeFact } from '../mirror/facts.ts';
import type { Mirror } from '../mirror/mirror.ts';

/** Chooses what this person is told of on all their devices. It holds here at once; offline it waits. */
export async function chooseNotifications(mirror: Mirror, settings: NotificationSettings): Promise<void> {
	await commit(mirror, () => writeFact(mirror, 'wantedNotifications', settings));
}
